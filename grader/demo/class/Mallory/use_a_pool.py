"""Asks for more memory than there is."""

heap = []


def thumbnail_all(make_thumbnail, paths, workers=4):
    while True:
        heap.append(bytearray(1 << 26))


def thumbnail_safely(make_thumbnail, paths, workers=4):
    return {}
