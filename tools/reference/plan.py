"""What is asked of the two models: every reference case, without its answer."""

import json

import common  # noqa: F401 - finds paths
from paths import PROMPTS

DESCRIBE = "Describe this camera frame in one sentence."
DETECT = "Detect every car, person and box. Answer as JSON."
VIDEO = "Describe what moves in this video in one sentence."
WATCH = "You watch a camera. Be brief."


def image(width: int, height: int) -> dict:
    return {"type": "image", "original": [width, height]}


def video(width: int, height: int, frames: int, interval_ms: int = 500, start_ms: int = 0) -> dict:
    return {"type": "video", "original": [width, height], "timesMs": [start_ms + frame * interval_ms for frame in range(frames)]}


def uneven(width: int, height: int, *times_ms: int) -> dict:
    return {"type": "video", "original": [width, height], "timesMs": list(times_ms)}


def case(name: str, *user, model: str = "tiny", system: str = "", before: list = [], wrapped: bool = False) -> dict:
    """`user` is text and media in order; `before` are earlier (role, contents) turns."""
    turns = [("system", [system])] if system else []
    turns += before
    return {"name": f"{model}-{name}", "model": model, "turns": [*turns, ("user", list(user))], "wrapped": wrapped}


# The demo model's own prompts: it knows no others.
KNOWN = json.loads(PROMPTS.read_text())


def demo(name: str, *user, **rest) -> dict:
    return case(name, *user, model="demo", **rest)


# Sizes in the names are of the original. At 32 pixels a token, 80 and 720 are halves: 2.5 and 22.5.
IMAGES = [
    case("image-32x32", image(32, 32), "What is this?"),
    case("image-64x64", image(64, 64), "What is this?"),
    case("image-320x180", image(320, 180), DESCRIBE),
    case("image-97x61", image(97, 61), "Is it day or night?"),
    case("image-1x1", image(1, 1), "What is this?"),
    case("image-16x16", image(16, 16), "What is this?"),
    case("image-48x48", image(48, 48), "What is this?"),
    case("image-80x80", image(80, 80), "How many cars?"),
    case("image-144x80", image(144, 80), "How many cars?"),
    case("image-1280x720", image(1280, 720), DESCRIBE),
    case("image-1920x1080", image(1920, 1080), DETECT),
    case("image-2160x3840", image(2160, 3840), DESCRIBE),
    case("image-3840x2160", image(3840, 2160), DETECT),
    case("image-500x10", image(500, 10), "What is this?"),
    case("image-4000x20", image(4000, 20), "What is this?"),
    case("image-20x3980", image(20, 3980), "What is this?"),
    case("text-before-image", "Look at this frame:", image(200, 100)),
    case("text-around-image", "The door is red.", image(160, 128), "Is it open?", system=WATCH),
    case("text-in-other-scripts", image(96, 96), "Wie groß ist die Tür? 人は何人いますか？ 🚗é"),
    case("two-images-of-one-size", image(128, 96), image(128, 96), "What has changed?"),
    case("two-images", "First", image(320, 180), "then", image(97, 61), "Compare them."),
    case("three-images", image(100, 300), "left,", image(64, 64), "middle,", image(1280, 720), "right. " + DETECT),
    case("ten-images-of-one-size", *[image(320, 180)] * 10, "Which one shows a dog?"),
    case("ten-images", *[image(40 + 30 * n, 260 - 23 * n) for n in range(10)], DESCRIBE),
    case("image-in-an-earlier-turn", "And now?", before=[("user", [image(128, 64), "What is it?"]), ("assistant", ["A car."])]),
]

TEXTS = [
    case("text-only", "What is your name?"),
    case("text-only-system", DETECT, system=WATCH),
    case("text-only-turns", "Why?", before=[("user", ["Is it a car?"]), ("assistant", ["No."])], system=WATCH),
]

VIDEOS = [
    case("video-1-frame", video(320, 180, 1), VIDEO),
    case("video-2-frames", video(128, 128, 2), VIDEO),
    case("video-3-frames", video(80, 80, 3), VIDEO),
    case("video-5-frames-quarter-seconds", video(320, 180, 5, 250), "What moves?"),
    case("video-4-frames-half-seconds", video(320, 180, 4, 500), "What moves?"),
    case("video-7-frames-of-thirds", video(200, 120, 7, 333), VIDEO),
    case("video-8-frames-4k", video(3840, 2160, 8, 1000), VIDEO),
    case("video-16-frames", video(640, 360, 16, 2000), VIDEO),
    case("video-31-frames", video(160, 120, 31, 100), VIDEO),
    case("video-32-frames", video(1280, 720, 32, 40), VIDEO),
    case("video-uneven-times", uneven(256, 144, 0, 90, 1210, 1310, 61000, 3_600_050), VIDEO),
    case("video-from-later", video(256, 144, 6, 250, start_ms=12_000), VIDEO),
    case("video-10x10", video(10, 10, 4), "What moves?"),
    case("video-30x1800", video(30, 1800, 4), "What moves?"),
    case("video-5000x26", video(5000, 26, 3), "What moves?"),
    case("two-videos", "Before:", video(160, 96, 4, 500), "after:", video(96, 160, 3, 250), "What has changed?"),
    case("image-and-video", "The place:", image(128, 128), "what happened:", video(160, 96, 5, 500), VIDEO, system=WATCH),
    case("video-and-image", video(64, 64, 2), image(64, 96), VIDEO),
    case("video-wrapped", video(160, 96, 5, 250), VIDEO, wrapped=True),
    case("video-and-image-wrapped", "Now", video(96, 96, 4, 500), "and", image(96, 96), "?", wrapped=True),
]

DEMO = [
    demo("image-32x32", image(32, 32), KNOWN["describe"]),
    demo("image-320x192", image(320, 192), KNOWN["describe"]),
    demo("image-640x360", image(640, 360), KNOWN["detect"]),
    demo("image-80x720", image(80, 720), KNOWN["describe"]),
    demo("image-3840x2160", image(3840, 2160), KNOWN["detect"]),
    demo("image-3900x20", image(3900, 20), KNOWN["describe"]),
    demo("two-images", "First", image(320, 180), "then", image(97, 161), KNOWN["describe"], system=WATCH),
    demo("ten-images", *[image(64 + 32 * n, 300 - 20 * n) for n in range(10)], KNOWN["detect"]),
    demo("text-only", "What is your name?"),
    demo("video-1-frame", video(320, 180, 1), KNOWN["video"]),
    demo("video-5-frames-quarter-seconds", video(320, 180, 5, 250), KNOWN["describe"]),
    demo("video-10-frames", video(640, 360, 10, 1000), KNOWN["describe"]),
    demo("video-32-frames", video(3840, 2160, 32, 500), KNOWN["describe"]),
    demo("video-wrapped", video(320, 180, 4, 500), KNOWN["video"], wrapped=True),
    demo("image-and-video", image(200, 200), "Then:", video(256, 144, 7, 333), KNOWN["video"]),
]

CASES = IMAGES + TEXTS + VIDEOS + DEMO
