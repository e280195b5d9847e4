"""What the rules mean for one firm on one day: the nine steps, exactly and explained."""

from duixian.rulebook.meaning.assess import assess

__all__ = ["assess"]
