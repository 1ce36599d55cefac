"""What is to be done for a move, the talks with the person, and the table of both."""
