"""Pictures of scores, made with matplotlib (extra: ``attachment[plot]``), which is imported when the first is drawn.

Each function draws on one ``Axes``, its own or the one given as ``ax``, and returns it; a trajectory has two. No global
setting is changed and nothing is shown or written. Pictures can be told apart without colour: what differs in colour
differs in shape or hatching too. Notes stand under the plot; a figure with ``layout="constrained"`` makes room.
"""

from __future__ import annotations

from ._item_profile import item_profile
from ._style_map import style_map
from ._style_shares import style_shares
from ._trajectory import trajectory

__all__ = ["item_profile", "style_map", "style_shares", "trajectory"]
