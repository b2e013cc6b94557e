#!/usr/bin/python3
"""Saves a picture of a program's window on an X server without a window manager.

Usage: picture.py FILE TEXT PROGRAM [ARGUMENT…]

Starts the program, waits until its window shows TEXT to assistive technology and
holds still, and ends the program again.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import ctypes
import pathlib
import struct
import subprocess
import sys
import time
import zlib

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (its version comes first)

TIMEOUT_S = 60
ALL_PLANES = ctypes.c_ulong(-1)
Z_PIXMAP = 2
# What GTK draws around a window where nothing can be transparent.
FRAME = 5


class XWindowAttributes(ctypes.Structure):
    """The beginning of Xlib's structure, and room for the rest."""

    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int),
                ("width", ctypes.c_int), ("height", ctypes.c_int), ("rest", ctypes.c_byte * 256)]


class XImage(ctypes.Structure):
    """The beginning of Xlib's structure; what it points to outlives the program."""

    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int),
                ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int),
                ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int)]


class Display:
    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XGetImage.restype = ctypes.POINTER(XImage)
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        if not self.display:
            sys.exit("picture.py: no display")

    def windows(self):
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x11.XQueryTree(self.display, ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display)),
                            ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children),
                            ctypes.byref(count))
        return [children[i] for i in range(count.value)]

    def size(self, window):
        attributes = XWindowAttributes()
        self.x11.XGetWindowAttributes(self.display, ctypes.c_ulong(window),
                                      ctypes.byref(attributes))
        return attributes.width, attributes.height

    def picture(self):
        """Width, height and rows of RGB of the largest window, which is the program's main one."""
        window = max(self.windows(), key=lambda window: self.size(window)[0] * self.size(window)[1])
        width, height = self.size(window)
        image = self.x11.XGetImage(self.display, ctypes.c_ulong(window), 0, 0, width, height,
                                   ALL_PLANES, Z_PIXMAP).contents
        rows = []
        for y in range(FRAME, height - FRAME):
            bgrx = ctypes.string_at(image.data + y * image.bytes_per_line, width * 4)
            bgrx = bgrx[FRAME * 4:-FRAME * 4]
            row = bytearray(len(bgrx) // 4 * 3)
            row[0::3], row[1::3], row[2::3] = bgrx[2::4], bgrx[1::4], bgrx[0::4]
            rows.append(bytes(row))
        return width - 2 * FRAME, height - 2 * FRAME, rows


def write_png(path, width, height, rows):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))

    # Filter 2: what differs from the row above, which is little in a window.
    lines, above = [], bytes(width * 3)
    for row in rows:
        lines.append(b"\x02" + bytes((a - b) & 255 for a, b in zip(row, above)))
        above = row
    path.write_bytes(b"\x89PNG\r\n\x1a\n"
                     + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(b"".join(lines), 9))
                     + chunk(b"IEND", b""))


def shows(accessible, text):
    """Whether @text stands in @accessible or in what it holds."""
    try:
        if text in (accessible.get_name() or ""):
            return True
        return any(shows(accessible.get_child_at_index(i), text)
                   for i in range(accessible.get_child_count()))
    except (AttributeError, GLib.Error):
        # It went away while it was looked at.
        return False


def wait_for(what, condition):
    deadline = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"picture.py: waited in vain for {what}")
        time.sleep(0.2)


def main():
    path, text, command = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    program = subprocess.Popen(command)
    last = []

    def holds_still():
        picture = display.picture()
        last.append(picture)
        return len(last) > 2 and last[-1] == last[-2] == last[-3]

    try:
        display = Display()
        wait_for(f"“{text}” in the window", lambda: shows(Atspi.get_desktop(0), text))
        wait_for("the window to hold still", holds_still)
        write_png(path, *last[-1])
    finally:
        program.terminate()
        program.wait()


main()
