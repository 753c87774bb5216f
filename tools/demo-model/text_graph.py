"""decoder_model_merged.onnx and embed_tokens.onnx, by the names that transformers.js feeds.

Rows are wide: the merged features stand first and the deepstack taps behind them, zero for text. Stock JavaScript merges rows
blindly, so this carries deepstack through it. Attention is plain (MatMul, Softmax): ONNX Runtime's fused kernels compute wrong
numbers on a software GPU. What is fused is fused for fewer dispatches a token, and safe there.
"""

import numpy as np

from config import TEXT, VISION
from graph import FLOAT, INT64, Graph
from onnx import helper, numpy_helper

HIDDEN = -1e9


def embed_graph(state: dict[str, np.ndarray], text: dict = TEXT, vision: dict = VISION):
    size, taps = text["hidden_size"], len(vision["deepstack_visual_indexes"])
    g = Graph("embed_tokens")
    ids = g.input("input_ids", INT64, ["batch_size", "sequence_length"])
    table = state["model.language_model.embed_tokens.weight"]
    zero = numpy_helper.from_array(np.zeros(1, dtype=np.float32))
    zeros = g.op("ConstantOfShape", g.ints(table.shape[0], size * taps), value=zero)
    # Folded when the session loads: the file holds the narrow fp16 table only.
    wide = g.op("Concat", g.weight("embed_tokens.weight", table), zeros, axis=1)
    g.op("Gather", wide, ids, name="inputs_embeds")
    g.output("inputs_embeds", FLOAT, ["batch_size", "sequence_length", size * (1 + taps)])
    return g.model()


def mrope_axis(text: dict) -> np.ndarray:
    """Which of (time, row, column) each rope frequency turns by."""
    axis = np.zeros(text["head_dim"] // 2, dtype=np.int64)
    for dimension in (1, 2):
        axis[dimension : text["rope_parameters"]["mrope_section"][dimension] * 3 : 3] = dimension
    return axis


def rope_tables(g: Graph, positions, text: dict):
    """cos and sin, one row per token of the batch [batch x length, half a head], scaled by the root of the attention scale as q
    and k both turn by them (so cached keys are scaled keys); and each token's row."""
    head = text["head_dim"]
    frequencies = 1.0 / text["rope_theta"] ** (np.arange(0, head, 2, dtype=np.float32) / np.float32(head))
    by_frequency = g.op("Gather", g.op("Cast", positions, to=FLOAT), g.constant(mrope_axis(text)), axis=0)
    flat = g.op("Transpose", g.reshape(by_frequency, head // 2, -1), perm=[1, 0])
    angles = g.op("Mul", flat, g.floats(frequencies))
    scale = g.floats(head**-0.25)
    cos, sin = (g.op("Mul", g.op(turn, angles), scale) for turn in ("Cos", "Sin"))
    shape = g.op("Slice", g.op("Shape", positions), g.ints(1), g.ints(3))
    count = g.op("ReduceProd", shape, keepdims=0)
    order = g.op("Range", g.ints(0, scalar=True), count, g.ints(1, scalar=True))
    return cos, sin, g.op("Reshape", order, shape)


def attention_bias(g: Graph, embeds, mask):
    """[batch, 1, length, total]: 0 where a token may look, -1e9 at later tokens and at padding. Integers, so on the CPU."""
    size = lambda x, axis: g.op("Squeeze", g.op("Slice", g.op("Shape", x), g.ints(axis), g.ints(axis + 1)))
    total, length = size(mask, 1), size(embeds, 1)
    zero, one = g.ints(0, scalar=True), g.ints(1, scalar=True)
    key = g.op("Range", zero, total, one)
    query = g.op("Range", g.op("Sub", total, length), total, one)
    before = g.op("LessOrEqual", g.op("Unsqueeze", key, g.ints(0)), g.op("Unsqueeze", query, g.ints(1)))
    real = g.op("Unsqueeze", g.op("Cast", mask, to=9), g.ints(1, 2))
    return g.op("Where", g.op("And", real, before), g.floats(0), g.floats(HIDDEN))


def decoder_graph(state: dict[str, np.ndarray], text: dict = TEXT, vision: dict = VISION):
    size, head = text["hidden_size"], text["head_dim"]
    heads, kv = text["num_attention_heads"], text["num_key_value_heads"]
    taps = len(vision["deepstack_visual_indexes"])
    g = Graph("decoder_model_merged")
    embeds = g.input("inputs_embeds", FLOAT, ["batch_size", "sequence_length", size * (1 + taps)])
    mask = g.input("attention_mask", INT64, ["batch_size", "total_sequence_length"])
    positions = g.input("position_ids", INT64, [3, "batch_size", "sequence_length"])
    part = lambda name: state[f"model.language_model.{name}.weight"]
    norm_weight = lambda name: g.weight(f"{name}.weight", part(name))
    # MatMul wants [in, out]; several projections of one input become one product.
    product = lambda x, name, *names: g.op("MatMul", x, g.weight(name, np.concatenate([part(n) for n in names]).T.copy()))
    epsilon = {"epsilon": text["rms_norm_eps"]}

    cos, sin, order = rope_tables(g, positions, text)
    bias = attention_bias(g, embeds, mask)
    x, *deep = g.op("Split", embeds, g.ints(*[size] * (1 + taps)), count=1 + taps, axis=2)

    def attention(x, layer):
        name = f"layers.{layer}.self_attn"
        qkv = product(x, f"{name}.qkv", *(f"{name}.{n}_proj" for n in "qkv"))
        qk, v = g.op("Split", qkv, g.ints((heads + kv) * head, kv * head), count=2, axis=2)
        # One norm for the heads of q and k; their weights differ and are multiplied in behind it.
        weights = np.stack([part(f"{name}.q_norm")] * heads + [part(f"{name}.k_norm")] * kv)
        even = g.op("SimplifiedLayerNormalization", g.reshape(qk, 0, 0, heads + kv, head), g.floats(np.ones(head)), axis=-1, **epsilon)
        qk = g.reshape(g.op("Mul", even, g.weight(f"{name}.qk_norm", weights)), 0, 0, (heads + kv) * head)
        qk = g.ms("RotaryEmbedding", qk, order, cos, sin, num_heads=heads + kv)
        qk = g.op("Transpose", g.reshape(qk, 0, 0, heads + kv, head), perm=[0, 2, 1, 3])
        q, k = g.op("Split", qk, g.ints(heads, kv), count=2, axis=1)
        v = g.op("Transpose", g.reshape(v, 0, 0, kv, head), perm=[0, 2, 1, 3])
        cache = []
        for kind, new in (("key", k), ("value", v)):
            past = g.input(f"past_key_values.{layer}.{kind}", FLOAT, ["batch_size", kv, "past_sequence_length", head])
            cache.append(g.op("Concat", past, new, axis=2, name=f"present.{layer}.{kind}"))
            g.output(cache[-1], FLOAT, ["batch_size", kv, "total_sequence_length", head])
        # Query heads that share a key head stand in one product; reshaped back for the mask.
        scores = g.op("MatMul", g.reshape(q, 0, kv, -1, head), g.op("Transpose", cache[0], perm=[0, 1, 3, 2]))
        shares = g.op("Softmax", g.op("Add", g.reshape(scores, 0, heads, -1, 0), bias), axis=-1)
        out = g.reshape(g.op("MatMul", g.reshape(shares, 0, kv, -1, 0), cache[1]), 0, heads, -1, head)
        out = g.reshape(g.op("Transpose", out, perm=[0, 2, 1, 3]), 0, 0, heads * head)
        return product(out, f"{name}.o", f"{name}.o_proj")

    def add_and_norm(x, more, name):
        """x + more, and its norm, in one step."""
        outputs = [f"{name}.out", "", "", f"{name}.sum"]
        g.nodes.append(
            helper.make_node(
                "SkipSimplifiedLayerNormalization", [x, more, norm_weight(name)], outputs, name=name, domain="com.microsoft", **epsilon
            )
        )
        return outputs[3], outputs[0]

    def mlp(x, layer):
        name = f"layers.{layer}.mlp"
        gate, up = g.op(
            "Split", product(x, f"{name}.gate_up", f"{name}.gate_proj", f"{name}.up_proj"), count=2, axis=2, num_outputs=2
        )
        # QuickGelu with alpha 1 is SiLU.
        return product(g.op("Mul", g.ms("QuickGelu", gate, alpha=1.0), up), f"{name}.down", f"{name}.down_proj")

    normed = g.op("SimplifiedLayerNormalization", x, norm_weight("layers.0.input_layernorm"), axis=-1, **epsilon)
    for layer in range(text["num_hidden_layers"]):
        x, normed = add_and_norm(x, attention(normed, layer), f"layers.{layer}.post_attention_layernorm")
        if layer < taps:
            x = g.op("Add", x, deep[layer])
        last = layer + 1 == text["num_hidden_layers"]
        x, normed = add_and_norm(x, mlp(normed, layer), "norm" if last else f"layers.{layer + 1}.input_layernorm")
    g.op("MatMul", normed, g.weight("lm_head", state.get("lm_head.weight", part("embed_tokens")).T.copy()), name="logits")
    g.output("logits", FLOAT, ["batch_size", "sequence_length", state["model.language_model.embed_tokens.weight"].shape[0]])
    return g.model()
