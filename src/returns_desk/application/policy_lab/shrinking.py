"""The plainest visit that still shows something.

Owns the shrinking: factor by factor back to its plainest choice, as far as the claim still holds.
"""

from collections.abc import Callable

from returns_desk.application.policy_lab.bench import Visit


def shrunk(visit: Visit, still_shows: Callable[[Visit], bool]) -> Visit:
    """The visit with as few factors away from their plainest choice as can be.

    `still_shows` is True of the visit itself; each factor is tried with its plainer choices.
    """
    chosen = list(visit.chosen)
    for index, choice in enumerate(visit.chosen):
        for plainer in range(choice):
            tried = Visit(visit.regions, (*chosen[:index], plainer, *chosen[index + 1 :]))
            if still_shows(tried):
                chosen[index] = plainer
                break
    return Visit(visit.regions, tuple(chosen))
