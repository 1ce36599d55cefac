"""The planner's table: one row a move; pins, alternatives, planning anew."""
