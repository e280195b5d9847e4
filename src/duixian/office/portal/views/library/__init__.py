"""The pages of staff on policies: propose, review, publish or return, interpret."""
