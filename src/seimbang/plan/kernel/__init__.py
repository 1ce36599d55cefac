"""
The compiled kernel: the exact minimum-cost plan of a family, many times faster.

``kernel.c`` is built with the package where there is a C compiler
(docs/decisions/0012-compiled-kernel.md). Without it, or with the environment variable
``SEIMBANG_KERNEL=off``, :mod:`seimbang.plan.flow` does the same with OR-Tools.
"""

from __future__ import annotations

import ctypes
import os
import sys
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from seimbang.plan.goal import Cost
    from seimbang.plan.network import Layout, State
    from seimbang.plan.problem import Family, Flags, Ints

FREEZE, WARM, ONLY = 1, 2, 4  # modes, as in kernel.c
_WIDE = "_wide"  # the end of the names of functions for 128 bits
NARROW = 2**55  # the largest number of a cost in 64 bits

_FACE = (
    "stay",
    "move",
    "low",
    "high",
    "keep_low",
    "keep_high",
    "group_low",
    "group_high",
    "at",
)


class _Task(ctypes.Structure):
    """The struct Task of kernel.c."""

    _fields_ = tuple(
        (name, kind)
        for kind, names in (
            (ctypes.c_int64, "people seats keeps groups moves width mode"),
            (ctypes.c_void_p, "first seat origin fixed keep_seat keep_of parent"),
            (ctypes.c_void_p, " ".join(_FACE)),
            (ctypes.c_void_p, "price slot unit"),
            (ctypes.c_int64, "times rate was"),
            (ctypes.c_void_p, "potential value"),
        )
        for name in names.split()
    )


class _Arcs(ctypes.Structure):
    """The struct Arcs of lay.c."""

    _fields_ = tuple(
        (name, kind)
        for kind, names in (
            (ctypes.c_int64, "people moves nodes goals"),
            (ctypes.c_void_p, "first seat home head at stay alive rows"),
            (ctypes.c_void_p, "price arcs by"),
        )
        for name in names.split()
    )


class Answer(IntEnum):
    """What the kernel answers."""

    OPTIMAL = 0
    INFEASIBLE = 1
    OUT_OF_RANGE = 2
    NO_MEMORY = 3
    BAD_INPUT = 4
    NOT_BEST = 5
    NOT_CONVEX = 6


def _library(folder: Path) -> Any:
    """Return the library in ``folder``; None when there is none for this version."""
    if os.environ.get("SEIMBANG_KERNEL") == "off":
        return None
    try:
        library = ctypes.CDLL(str(folder / "kernel.so"))
        sizes = library.seimbang_task(), library.seimbang_lay_size()
    except (OSError, AttributeError):
        return None
    expected = ctypes.sizeof(_Task), ctypes.sizeof(_Arcs)
    return library if sizes == expected else None


_LIBRARY = _library(Path(__file__).parent)
AVAILABLE: bool = _LIBRARY is not None


@dataclass(frozen=True)
class Frame:
    """What never changes of a family's network, as the kernel reads it."""

    family: Family
    layout: Layout
    task: _Task
    arrays: tuple[Ints, ...]  # kept alive for the pointers of the task


def frame(family: Family, place: Layout) -> Frame:
    """Return the unchanging part of a task."""
    moves = family.moves
    arrays = tuple(
        np.ascontiguousarray(array, np.int64)
        for array in (
            moves.first,
            moves.seat,
            family.origin,
            family.seats.fixed,
            place.keep_seat,
            place.keep_of,
            place.parent,
        )
    )
    assert len(moves.first) == len(family.people) + 1 == len(family.origin) + 1
    assert len(family.seats.fixed) == len(place.keep_of) == place.seats
    assert len(place.parent) == place.nodes
    counts = [len(family.people), place.seats, len(place.keep_seat)]
    counts += [len(family.groups), len(moves), 1, 0]  # one column of slots, no mode
    pointers = (array.ctypes.data for array in arrays)
    return Frame(family, place, _Task(*counts, *pointers), arrays)


def settle(state: State, cost: Cost, *, freeze: bool) -> tuple[Answer, int, Ints]:
    """
    Make the plan of ``state`` optimal for ``cost`` and, with ``freeze``, keep its face.

    Returns the answer, the value of the plan and its canonical potentials; unless
    OPTIMAL nothing has been changed and they mean nothing.
    """
    if cost.move.dtype != np.int64 or cost.slot.dtype != np.int64:
        return Answer.OUT_OF_RANGE, 0, cost.slot
    move, slot = np.ascontiguousarray(cost.move), np.ascontiguousarray(cost.slot)
    assert move.shape == (len(state.move),), cost.goal
    assert slot.shape[0] == state.layout.seats, cost.goal
    task = _task(state)
    task.width, task.mode, task.times = slot.shape[1], FREEZE * freeze, 1
    task.price, task.slot = move.ctypes.data, slot.ctypes.data
    return _call(task, state.layout.nodes)


def only(state: State) -> tuple[Answer, Ints]:
    """
    Ask whether the plan of ``state`` is the only one left.

    OPTIMAL with the potentials that prove it, or NOT_BEST.
    """
    task = _task(state)
    slot = np.zeros(state.layout.seats, np.int64)
    task.mode, task.times, task.slot = ONLY, 1, slot.ctypes.data
    answer, _, potential = _call(task, state.layout.nodes)
    return answer, potential


def lay(state: State, costs: Sequence[Cost], rows: Flags, arcs: Ints, by: Ints) -> None:
    """
    Put the people's shortest arcs from the nodes ``rows`` into ``arcs`` and ``by``.

    ``arcs[g, u, v]`` is the length for goal g of the lexicographically shortest arc
    u → v, ``by[u, v]`` who it is: a move, or −2 − p where p would stay. What is in them
    is kept where it is as short.
    """
    nodes, family = state.layout.nodes, state.family
    assert arcs.shape == (len(costs), nodes, nodes), arcs.shape
    assert by.shape == (nodes, nodes), by.shape
    assert arcs.flags.c_contiguous, "arcs"
    assert by.flags.c_contiguous, "by"
    task = _task(state)
    price = [np.ascontiguousarray(cost.move, np.int64) for cost in costs]
    assert all(len(one) == task.moves for one in price), "costs"
    home = np.ascontiguousarray(state.layout.keep_of[family.origin])
    head = np.ascontiguousarray(state.head())
    row = np.ascontiguousarray(rows, np.bool_)
    assert len(row) == nodes, "rows"
    table = (ctypes.c_void_p * len(price))(*(one.ctypes.data for one in price))
    counts = (task.people, task.moves, nodes, len(costs))
    places = (task.first, task.seat, home.ctypes.data, head.ctypes.data, task.at)
    flags = (task.stay, task.move, row.ctypes.data)
    out = (ctypes.addressof(table), arcs.ctypes.data, by.ctypes.data)
    asked = _Arcs(*counts, *places, *flags, *out)
    if _LIBRARY.seimbang_lay(ctypes.byref(asked)) == Answer.BAD_INPUT:
        raise ValueError("Expected indices within the family.")


@dataclass(frozen=True)
class Priced:
    """The potentials of a plan for ``times`` × cost + rate × unit, to start from."""

    times: int
    potential: Ints
    wide: bool

    def widened(self) -> Ints:
        """Return the potentials in 128 bits, lower half first."""
        if self.wide:
            return self.potential.copy()
        halves = [self.potential, self.potential >> 63]
        return np.stack(halves[:: 1 if sys.byteorder == "little" else -1], 1).ravel()


class Pricer:
    """
    The plans of a face for one cost and a price per unit, for many prices.

    The face must not change while it is asked.
    """

    def __init__(self, state: State, cost: Cost, unit: Ints) -> None:
        self._state = replace(state, at=state.at.copy())
        self._arrays = [np.ascontiguousarray(one) for one in (cost.move, cost.slot)]
        self._arrays.append(np.ascontiguousarray(unit, np.int64))
        assert all(one.dtype == np.int64 for one in self._arrays), cost.goal
        assert len(cost.move) == len(unit) == len(state.move), cost.goal
        assert len(cost.slot) == state.layout.seats, cost.goal
        self._task = _task(self._state)
        self._task.width, self._task.times = cost.slot.shape[1], 1
        self._task.price, self._task.slot, self._task.unit = (
            array.ctypes.data for array in self._arrays
        )
        self._large = max(_size(array) for array in self._arrays[:2])
        self._unit = _size(self._arrays[2])
        self._handles: dict[bool, Any] = {}  # by whether it is wide

    def best(
        self, times: int, rate: int, at: Ints, warm: Priced | None = None
    ) -> tuple[Answer, int, Ints, Priced | None]:
        """
        Return answer, value, plan and potentials for ``times`` cost + ``rate`` unit.

        Starts from the plan ``at`` and, when given, potentials near the new ones.
        """
        wide = max(self._large * times, self._unit * abs(rate)) > NARROW
        state, task = self._state, self._task
        handle = self._open(wide)
        if max(times, abs(rate)) >= 2**62 or handle is None:
            return Answer.OUT_OF_RANGE, 0, at, None
        state.at[:] = at
        task.times, task.rate, task.mode, potential = times, rate, 0, None
        if warm is not None and wide >= warm.wide:
            task.mode, task.was = WARM, warm.times
            potential = warm.widened() if wide else warm.potential.copy()
        answer, value, potential = _call(
            task, state.layout.nodes, potential, wide=wide, handle=handle
        )
        return answer, value, state.at.copy(), Priced(times, potential, wide)

    def _open(self, wide: bool) -> Any:
        """Return the kernel's handle; None when it refuses the face."""
        if wide not in self._handles:
            handle, end = ctypes.c_void_p(), _WIDE * wide
            self._task.times, self._task.rate, self._task.mode = 1, 0, 0
            opened = getattr(_LIBRARY, f"seimbang_open{end}")
            answer = opened(ctypes.byref(self._task), ctypes.byref(handle))
            self._handles[wide] = handle if answer == Answer.OPTIMAL else None
            if answer == Answer.OPTIMAL:
                close = getattr(_LIBRARY, f"seimbang_close{end}")
                weakref.finalize(self, close, handle)
        return self._handles[wide]


def _size(array: Ints) -> int:
    return max(int(array.max(initial=0)), -int(array.min(initial=0)))


def _task(state: State) -> _Task:
    """Return a task with the face and the plan of ``state``, which must fit."""
    known = state.frame
    if (
        known is None
        or known.family is not state.family
        or known.layout is not state.layout
    ):
        known = state.frame = frame(state.family, state.layout)
    task = _Task.from_buffer_copy(known.task)
    sizes = [task.people, task.moves, task.seats, task.seats, task.keeps, task.keeps]
    sizes += [task.groups, task.groups, task.people]
    for at, (name, size) in enumerate(zip(_FACE, sizes, strict=True)):
        kind = np.bool_ if at < 2 else np.int64
        array = getattr(state, name)
        if array.dtype != kind or not array.flags.c_contiguous:
            array = np.ascontiguousarray(array, kind)
            setattr(state, name, array)
        assert len(array) == size, name
        setattr(task, name, array.ctypes.data)
    return task


def _call(
    task: _Task,
    nodes: int,
    potential: Ints | None = None,
    *,
    wide: bool = False,
    handle: Any = None,
) -> tuple[Answer, int, Ints]:
    """Return answer, value and potentials (two numbers each when ``wide``)."""
    if potential is None:
        potential = np.empty(nodes * (1 + wide), np.int64)
    value = (ctypes.c_int64 * 2)()
    task.potential, task.value = potential.ctypes.data, ctypes.addressof(value)
    name = f"seimbang_{'settle' if handle is None else 'price'}{_WIDE * wide}"
    given = (ctypes.byref(task),) if handle is None else (handle, ctypes.byref(task))
    answer = Answer(getattr(_LIBRARY, name)(*given))
    if answer is Answer.BAD_INPUT:
        raise ValueError("Expected indices within the family.")
    return answer, int.from_bytes(bytes(value), sys.byteorder, signed=True), potential
