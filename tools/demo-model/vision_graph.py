"""vision_encoder.onnx: pixel_values [patches, 1536] and image_grid_thw [images, 3] to image_features [merged, wide].

Any number of images of any grids in one call: which patch belongs where is worked out in the graph. Index arithmetic is int64,
which ONNX Runtime keeps on the CPU: some thirty tiny steps that would each cost a dispatch on the GPU.
"""

import numpy as np

from config import MERGE, VISION
from graph import FLOAT, INT64, Graph

FAR = -1e9


def places(g: Graph, pixels, grids):
    """Per patch: row, column, the grid's rows and columns, and the first patch of its frame (its attention block)."""
    one, two, four = (g.ints(n, scalar=True) for n in (1, MERGE, MERGE * MERGE))
    zero = g.ints(0, scalar=True)
    per_axis = g.op("Split", grids, count=3, axis=1, num_outputs=3)
    time, rows, cols = (g.reshape(axis, -1) for axis in per_axis)
    count = g.op("Mul", time, g.op("Mul", rows, cols))
    ends = g.op("CumSum", count, zero)
    starts = g.op("Sub", ends, count)
    total = g.op("Squeeze", g.op("Slice", g.op("Shape", pixels), g.ints(0), g.ints(1)))
    patch = g.op("Range", zero, total, one)
    passed = g.op("GreaterOrEqual", g.op("Unsqueeze", patch, g.ints(1)), g.op("Unsqueeze", ends, g.ints(0)))
    image = g.op("ReduceSum", g.op("Cast", passed, to=INT64), g.ints(1), keepdims=0)
    rows, cols, start = (g.op("Gather", values, image) for values in (rows, cols, starts))
    within = g.op("Mod", g.op("Sub", patch, start), g.op("Mul", rows, cols))
    block = g.op("Div", within, four)
    blocks_wide = g.op("Div", cols, two)
    in_row = g.op("Mod", g.op("Div", within, two), two)
    row = g.op("Add", g.op("Mul", g.op("Div", block, blocks_wide), two), in_row)
    col = g.op("Add", g.op("Mul", g.op("Mod", block, blocks_wide), two), g.op("Mod", within, two))
    return row, col, rows, cols, g.op("Sub", patch, within), patch


def learned_positions(g: Graph, table, row, col, rows, cols, vision: dict):
    """The square table (24 x 24 in the demo model) resampled to the grid, bilinear with aligned corners: four taps, one small product a patch."""
    side = int(vision["num_position_embeddings"] ** 0.5)
    index, weight = [], []
    one = g.ints(1, scalar=True)
    for place, count in ((row, rows), (col, cols)):
        span = g.op("Cast", g.op("Max", g.op("Sub", count, one), one), to=FLOAT)
        # As Hugging Face rounds: the place times (side - 1) / span.
        at = g.op("Mul", g.op("Cast", place, to=FLOAT), g.op("Div", g.floats(side - 1), span))
        low = g.op("Floor", at)
        high = g.op("Min", g.op("Add", low, g.floats(1)), g.floats(side - 1))
        part = g.op("Sub", at, low)
        index.append([g.op("Cast", edge, to=INT64) for edge in (low, high)])
        weight.append([g.op("Sub", g.floats(1), part), part])
    column = lambda x: g.op("Unsqueeze", x, g.ints(1))
    taps = [(r, c) for r in range(2) for c in range(2)]
    at = lambda r, c: column(g.op("Add", g.op("Mul", index[0][r], g.ints(side, scalar=True)), index[1][c]))
    indices = g.op("Concat", *(at(r, c) for r, c in taps), axis=1)
    weights = g.op("Concat", *(column(g.op("Mul", weight[0][r], weight[1][c])) for r, c in taps), axis=1)
    mixed = g.op("MatMul", g.op("Unsqueeze", weights, g.ints(1)), g.op("Gather", table, indices))
    return g.reshape(mixed, -1, vision["hidden_size"])


def rope_tables(g: Graph, row, col, vision: dict):
    """cos and sin [patches, half a head]. Both q and k are turned by them, so they also carry the attention scale's root."""
    head, theta = vision["hidden_size"] // vision["num_heads"], vision["rope_parameters"]["rope_theta"]
    frequencies = 1.0 / theta ** (np.arange(0, head // 2, 2, dtype=np.float32) / np.float32(head // 2))
    places_float = (g.op("Unsqueeze", g.op("Cast", place, to=FLOAT), g.ints(1)) for place in (row, col))
    angles = g.op("Concat", *(g.op("Mul", place, g.floats(frequencies)) for place in places_float), axis=1)
    scale = g.floats(head**-0.25)
    return tuple(g.op("Mul", g.op(turn, angles), scale) for turn in ("Cos", "Sin"))


def vision_graph(state: dict[str, np.ndarray], vision: dict = VISION):
    heads, size = vision["num_heads"], vision["hidden_size"]
    head = size // heads
    g = Graph("vision_encoder")
    pixels = g.input("pixel_values", FLOAT, ["patches", 1536])
    grids = g.input("image_grid_thw", INT64, ["images", 3])
    weight = lambda name: g.weight(name, state[f"model.visual.{name}"])

    def linear(x, name, table=None):
        table = weight(f"{name}.weight") if table is None else table
        return g.op("Gemm", x, table, weight(f"{name}.bias"), transB=1)

    def norm(x, name):
        return g.op("LayerNormalization", x, weight(f"{name}.weight"), weight(f"{name}.bias"), axis=-1, epsilon=1e-6)

    row, col, rows, cols, frame, patch = places(g, pixels, grids)
    cos, sin = rope_tables(g, row, col, vision)
    frame = g.op("Cast", frame, to=FLOAT)
    apart = g.op("Abs", g.op("Sub", g.op("Unsqueeze", frame, g.ints(1)), g.op("Unsqueeze", frame, g.ints(0))))
    blocked = g.op("Mul", apart, g.floats(FAR))
    order = g.op("Unsqueeze", patch, g.ints(0))

    def attention(x, name):
        qk, v = g.op("Split", linear(x, f"{name}.qkv"), g.ints(2 * size, size), count=2, axis=1)
        turned = g.ms("RotaryEmbedding", g.reshape(qk, 1, -1, 2 * size), order, cos, sin, num_heads=2 * heads)
        by_head = g.op("Transpose", g.reshape(turned, -1, 2 * heads, head), perm=[1, 0, 2])
        q, k = g.op("Split", by_head, g.ints(heads, heads), count=2, axis=0)
        v = g.op("Transpose", g.reshape(v, -1, heads, head), perm=[1, 0, 2])
        scores = g.op("Add", g.op("MatMul", q, g.op("Transpose", k, perm=[0, 2, 1])), blocked)
        out = g.op("MatMul", g.op("Softmax", scores, axis=-1), v)
        return linear(g.reshape(g.op("Transpose", out, perm=[1, 0, 2]), -1, size), f"{name}.proj")

    def merger(x, name, after_shuffle):
        wide = size * MERGE * MERGE
        x = norm(g.reshape(x, -1, wide), f"{name}.norm") if after_shuffle else g.reshape(norm(x, f"{name}.norm"), -1, wide)
        return linear(g.ms("Gelu", linear(x, f"{name}.linear_fc1")), f"{name}.linear_fc2")

    flat = g.weight("patch_embed.proj.weight", state["model.visual.patch_embed.proj.weight"].reshape(size, -1))
    x = linear(pixels, "patch_embed.proj", flat)
    x = g.op("Add", x, learned_positions(g, weight("pos_embed.weight"), row, col, rows, cols, vision))
    features = []
    for index in range(vision["depth"]):
        block = f"blocks.{index}"
        x = g.op("Add", x, attention(norm(x, f"{block}.norm1"), f"{block}.attn"))
        inner = g.ms("FastGelu", linear(norm(x, f"{block}.norm2"), f"{block}.mlp.linear_fc1"))
        x = g.op("Add", x, linear(inner, f"{block}.mlp.linear_fc2"))
        if index in vision["deepstack_visual_indexes"]:
            features.append(merger(x, f"deepstack_merger_list.{len(features)}", True))
    g.op("Concat", merger(x, "merger", False), *features, axis=1, name="image_features")
    g.output("image_features", FLOAT, ["merged", vision["out_hidden_size"] * (1 + len(features))])
    return g.model()
