"""The statements of a population on Spark. Nothing outside this room imports pyspark."""
