"""
Decide: who must agree, in which order, by when; how an advice is counted.

In: a kind of move (its lane), days, votes. Out: steps with their articles, deadlines on
working days, instrument and signer, the order in which moves are carried out.
Next: ``document`` writes what was decided.
"""
