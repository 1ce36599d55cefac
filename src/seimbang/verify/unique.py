"""
Is the plan the only one that all goals leave?

Another plan differs by a cycle in the residual network, and such a cycle sends at least
one person elsewhere. So the plan is the only one when no way open to a person lies on a
cycle, that is: joins two nodes of one strongly connected component.
"""

from __future__ import annotations

import numpy as np

from seimbang.verify.network import STAYS, Network
from seimbang.verify.shape import Array


def one_arc_each(net: Network) -> bool:
    """Tell whether every person has one arc alive."""
    people = len(net.family.people)
    arcs = np.bincount(net.family.owner[net.move_alive], minlength=people)
    return bool((arcs + net.stay_alive == 1).all())


def only_plan(net: Network) -> bool:
    """Tell whether no other plan is left."""
    open_ways = _people_edges(net)
    edges = np.unique(np.concatenate([open_ways, _tree_edges(net)]), axis=0)
    part = _components(net.tree.root + 1, edges.tolist())
    return bool((part[open_ways[:, 0]] != part[open_ways[:, 1]]).all())


def _people_edges(net: Network) -> Array:
    family, keep = net.family, net.tree.keep
    door = np.where(keep == STAYS, np.arange(len(keep)), keep)[family.at]
    moving = net.used != STAYS
    present = door.copy()
    present[moving] = family.seat[net.taken]
    other = net.move_alive.copy()
    other[net.taken] = False
    back = moving & net.stay_alive
    return np.concatenate(
        [
            _pairs(present[family.owner[other]], family.seat[other]),
            _pairs(present[back], door[back]),
        ]
    )


def _tree_edges(net: Network) -> Array:
    flows = net.tree
    seats, groups = len(flows.keep), len(flows.group_parent)
    kept = np.flatnonzero(flows.keep != STAYS)
    tail = [flows.keep[kept], np.arange(seats), np.arange(groups) + flows.root - groups]
    head = [kept, flows.seat_parent, flows.group_parent]
    flow = [net.stayers[kept], net.flow, net.group_flow]
    low = [net.keep_low[kept], net.seat_low, net.group_low]
    high = [net.keep_high[kept], net.seat_high, net.group_high]
    edges = _pairs(np.concatenate(tail), np.concatenate(head))
    more = np.concatenate(flow) < np.concatenate(high)
    less = np.concatenate(flow) > np.concatenate(low)
    return np.concatenate([edges[more], edges[less][:, ::-1]])


def _pairs(tail: Array, head: Array) -> Array:
    return np.stack([tail, head], axis=1)


def _components(nodes: int, edges: list[list[int]]) -> Array:
    """Return the strongly connected component of each node (Kosaraju, Sharir)."""
    ahead: list[list[int]] = [[] for _ in range(nodes)]
    behind: list[list[int]] = [[] for _ in range(nodes)]
    for tail, head in edges:
        ahead[tail].append(head)
        behind[head].append(tail)
    part = np.full(nodes, -1)
    for root in reversed(_finished(ahead)):
        if part[root] >= 0:
            continue
        part[root] = root
        waiting = [root]
        while waiting:
            for node in behind[waiting.pop()]:
                if part[node] < 0:
                    part[node] = root
                    waiting.append(node)
    return part


def _finished(ahead: list[list[int]]) -> list[int]:
    """Return the nodes in the order in which a depth-first search leaves them."""
    order: list[int] = []
    seen = [False] * len(ahead)
    for root in range(len(ahead)):
        if seen[root]:
            continue
        seen[root] = True
        path = [(root, iter(ahead[root]))]
        while path:
            heads = path[-1][1]
            fresh = next((head for head in heads if not seen[head]), None)
            if fresh is None:
                order.append(path.pop()[0])
            else:
                seen[fresh] = True
                path.append((fresh, iter(ahead[fresh])))
    return order
