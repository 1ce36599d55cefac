"""The sessions of the appraisal team: recusals, votes, advice."""
