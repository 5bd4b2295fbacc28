"""How likely chance alone gives as much as was counted; exact, pure.

Owns the two tails that signs are judged by. Probabilities are between 0 and 1.
"""

from math import exp, lgamma, log


def by_chance_of_all(times: int, of: int, all_times: int, all_of: int) -> float:
    """The chance that `of` drawn from `all_of`, of which `all_times` count, hold so many or more.

    The tail of the hypergeometric distribution: Fisher's exact test to one side.
    """
    least = max(times, of - (all_of - all_times), 0)
    most = min(of, all_times)
    if least > most:
        return 0.0
    ways = _ways(all_times, least) + _ways(all_of - all_times, of - least) - _ways(all_of, of)
    chance = term = exp(ways)
    for k in range(least, most):
        above = (all_times - k) * (of - k)
        term = term * above / ((k + 1) * (all_of - all_times - of + k + 1))
        chance += term
    return min(chance, 1.0)


def by_chance_of_share(times: int, of: int, share: float) -> float:
    """The chance that `of` tries, each with the chance `share`, hold so many or more.

    The tail of the binomial distribution; `share` lies between 0 and 1, and is neither.
    """
    term = exp(_ways(of, times) + times * log(share) + (of - times) * log(1 - share))
    chance, odds = term, share / (1 - share)
    for k in range(times, of):
        term = term * odds * (of - k) / (k + 1)
        chance += term
    return min(chance, 1.0)


def _ways(of: int, times: int) -> float:
    """The logarithm of how many ways there are to take so many of so many."""
    return lgamma(of + 1) - lgamma(times + 1) - lgamma(of - times + 1)
