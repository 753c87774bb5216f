"""Qwen3-VL in PyTorch, batched for training on a CPU.

Computes what Hugging Face's Qwen3VLForConditionalGeneration computes, under the same parameter names, but for a batch whose
frames all have one size: no ragged loops, one attention call per layer. parity.py holds the two against each other.
"""

import torch
import torch.nn.functional as F
from torch import nn

from config import MERGE, PATCH, TEMPORAL, TEXT, VISION

HEAD_DIM = TEXT["head_dim"]


class Linear(nn.Linear):
    """Weights stay fp32 and are cast to the dtype of the input, so that bf16 activations train fp32 weights."""

    def forward(self, x):
        bias = None if self.bias is None else self.bias.to(x.dtype)
        return F.linear(x, self.weight.to(x.dtype), bias)


class RMSNorm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        x = x.float()
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + TEXT["rms_norm_eps"]) * self.weight


class LayerNorm(nn.LayerNorm):
    def __init__(self, size):
        super().__init__(size, eps=1e-6)


def rotate(x, cos, sin):
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-second, first), dim=-1) * sin


def attend(q, k, v, mask=None):
    """Plain attention: in bf16 on a CPU its backward pass is four times as fast as PyTorch's fused kernel.

    Query heads that share a key head lie side by side in one product. mask: 0 or -inf, added.
    """
    batch, heads, length, size = q.shape
    shared = (batch, k.shape[1], -1, size)
    scores = (q * size**-0.5).reshape(shared) @ k.transpose(-1, -2)
    if mask is not None:
        scores = (scores.view(batch, heads, length, -1) + mask).view_as(scores)
    return (scores.softmax(-1) @ v).view(batch, heads, length, size)


def inverse_frequencies(size, theta):
    return 1.0 / (theta ** (torch.arange(0, size, 2, dtype=torch.float) / size))


# ---- vision -------------------------------------------------------------------------------------------------------------


class VisionAttention(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.qkv = Linear(size, 3 * size)
        self.proj = Linear(size, size)

    def forward(self, x, cos, sin):
        batch, length, size = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        x = attend(rotate(q, cos, sin), rotate(k, cos, sin), v)
        return self.proj(x.transpose(1, 2).reshape(batch, length, size))


class VisionMLP(nn.Module):
    def __init__(self, size, inner):
        super().__init__()
        self.linear_fc1 = Linear(size, inner)
        self.linear_fc2 = Linear(inner, size)

    def forward(self, x):
        return self.linear_fc2(F.gelu(self.linear_fc1(x), approximate="tanh"))


class VisionBlock(nn.Module):
    def __init__(self, size, heads, inner):
        super().__init__()
        self.norm1 = LayerNorm(size)
        self.norm2 = LayerNorm(size)
        self.attn = VisionAttention(size, heads)
        self.mlp = VisionMLP(size, inner)

    def forward(self, x, cos, sin, dtype):
        x = x + self.attn(self.norm1(x).to(dtype), cos, sin)
        return x + self.mlp(self.norm2(x).to(dtype))


class Merger(nn.Module):
    """2x2 patches become one text row. A deepstack merger normalises after the shuffle, the last one before it."""

    def __init__(self, size, out, after_shuffle):
        super().__init__()
        self.wide = size * MERGE**2
        self.after_shuffle = after_shuffle
        self.norm = LayerNorm(self.wide if after_shuffle else size)
        self.linear_fc1 = Linear(self.wide, self.wide)
        self.linear_fc2 = Linear(self.wide, out)

    def forward(self, x, dtype):
        shuffled = (x.shape[0], x.shape[1] // MERGE**2, self.wide)
        x = self.norm(x.reshape(shuffled)) if self.after_shuffle else self.norm(x).reshape(shuffled)
        return self.linear_fc2(F.gelu(self.linear_fc1(x.to(dtype))))


class PatchEmbed(nn.Module):
    def __init__(self, size):
        super().__init__()
        kernel = (TEMPORAL, PATCH, PATCH)
        self.proj = nn.Conv3d(3, size, kernel, stride=kernel)

    def forward(self, x):
        """x: [..., 1536] of a frame pair, or [..., 768] of a still, whose two frames are equal and share one product."""
        weight = self.proj.weight
        if x.shape[-1] == 3 * PATCH * PATCH:
            weight = weight.sum(2)
        return F.linear(x, weight.flatten(1).to(x.dtype), self.proj.bias.to(x.dtype))


def grid_coordinates(rows, cols):
    """Row and column of each patch, in the order of the rows of pixel_values: 2x2 blocks stay together."""
    row, col = torch.meshgrid(torch.arange(rows), torch.arange(cols), indexing="ij")
    blocks = (rows // MERGE, MERGE, cols // MERGE, MERGE)
    return tuple(index.reshape(blocks).transpose(1, 2).flatten() for index in (row, col))


class Vision(nn.Module):
    def __init__(self):
        super().__init__()
        size = VISION["hidden_size"]
        self.patch_embed = PatchEmbed(size)
        self.pos_embed = nn.Embedding(VISION["num_position_embeddings"], size)
        self.side = int(VISION["num_position_embeddings"] ** 0.5)
        block = (size, VISION["num_heads"], VISION["intermediate_size"])
        self.blocks = nn.ModuleList(VisionBlock(*block) for _ in range(VISION["depth"]))
        self.taps = VISION["deepstack_visual_indexes"]
        self.merger = Merger(size, VISION["out_hidden_size"], False)
        self.deepstack_merger_list = nn.ModuleList(Merger(size, VISION["out_hidden_size"], True) for _ in self.taps)

    def positions(self, rows, cols):
        """Learned positions resampled to the grid (bilinear, corners aligned), and cos/sin of the axial rope."""
        row, col = grid_coordinates(rows, cols)
        taps = []
        for index, count in ((row, rows), (col, cols)):
            place = index.float() * ((self.side - 1) / max(count - 1, 1))
            low = place.floor().long()
            high = (low + 1).clamp(max=self.side - 1)
            taps.append(((low, 1 - (place - low)), (high, place - low)))
        learned = 0
        for r, row_weight in taps[0]:
            for c, col_weight in taps[1]:
                learned = learned + self.pos_embed(r * self.side + c) * (row_weight * col_weight)[:, None]
        head = VISION["hidden_size"] // VISION["num_heads"]
        frequencies = inverse_frequencies(head // 2, VISION["rope_parameters"]["rope_theta"])
        angles = torch.cat((row[:, None] * frequencies, col[:, None] * frequencies), dim=-1)
        angles = torch.cat((angles, angles), dim=-1)
        return learned, angles.cos(), angles.sin()

    def forward(self, patches, grid, dtype):
        """patches: [frame pairs, rows x cols, 1536 or 768]. Returns merged rows and one deepstack tensor per tap."""
        learned, cos, sin = (table.to(dtype) for table in self.positions(*grid))
        x = self.patch_embed(patches.to(dtype)) + learned
        deep = []
        for index, block in enumerate(self.blocks):
            x = block(x, cos, sin, dtype)
            if index in self.taps:
                deep.append(self.deepstack_merger_list[self.taps.index(index)](x, dtype))
        return self.merger(x, dtype), deep


# ---- text ---------------------------------------------------------------------------------------------------------------


class TextAttention(nn.Module):
    def __init__(self):
        super().__init__()
        size, heads, kv = TEXT["hidden_size"], TEXT["num_attention_heads"], TEXT["num_key_value_heads"]
        self.q_proj = Linear(size, heads * HEAD_DIM, bias=False)
        self.k_proj = Linear(size, kv * HEAD_DIM, bias=False)
        self.v_proj = Linear(size, kv * HEAD_DIM, bias=False)
        self.o_proj = Linear(heads * HEAD_DIM, size, bias=False)
        self.q_norm = RMSNorm(HEAD_DIM)
        self.k_norm = RMSNorm(HEAD_DIM)

    def forward(self, x, cos, sin, mask, past):
        shape = (*x.shape[:2], -1, HEAD_DIM)
        q = rotate(self.q_norm(self.q_proj(x).view(shape)).to(x.dtype).transpose(1, 2), cos, sin)
        k = rotate(self.k_norm(self.k_proj(x).view(shape)).to(x.dtype).transpose(1, 2), cos, sin)
        v = self.v_proj(x).view(shape).transpose(1, 2)
        if past is not None:
            k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
        out = attend(q, k, v, mask)
        return self.o_proj(out.transpose(1, 2).reshape(*x.shape[:2], -1)), (k, v)


class TextMLP(nn.Module):
    def __init__(self):
        super().__init__()
        size, inner = TEXT["hidden_size"], TEXT["intermediate_size"]
        self.gate_proj = Linear(size, inner, bias=False)
        self.up_proj = Linear(size, inner, bias=False)
        self.down_proj = Linear(inner, size, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class TextLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.input_layernorm = RMSNorm(TEXT["hidden_size"])
        self.post_attention_layernorm = RMSNorm(TEXT["hidden_size"])
        self.self_attn = TextAttention()
        self.mlp = TextMLP()

    def forward(self, x, cos, sin, mask, past, dtype):
        attended, cache = self.self_attn(self.input_layernorm(x).to(dtype), cos, sin, mask, past)
        x = x + attended
        return x + self.mlp(self.post_attention_layernorm(x).to(dtype)), cache


class Text(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embed_tokens = nn.Embedding(vocab_size, TEXT["hidden_size"])
        self.layers = nn.ModuleList(TextLayer() for _ in range(TEXT["num_hidden_layers"]))
        self.norm = RMSNorm(TEXT["hidden_size"])
        # Which of (time, row, column) each rope frequency turns by: interleaved t h w t h w ..., the rest time.
        axis = torch.zeros(HEAD_DIM // 2, dtype=torch.long)
        for dimension in (1, 2):
            axis[dimension : TEXT["rope_parameters"]["mrope_section"][dimension] * 3 : 3] = dimension
        self.register_buffer("axis", axis, persistent=False)

    def angles(self, positions):
        """positions: [3, batch, length]. Returns cos and sin [batch, 1, length, head_dim]."""
        angles = positions[self.axis].permute(1, 2, 0).float() * inverse_frequencies(HEAD_DIM, TEXT["rope_theta"])
        angles = torch.cat((angles, angles), dim=-1)[:, None]
        return angles.cos(), angles.sin()

    def forward(self, x, positions, mask, deep, past, dtype):
        cos, sin = (table.to(dtype) for table in self.angles(positions))
        mask = mask.to(dtype)
        caches = []
        for index, layer in enumerate(self.layers):
            x, cache = layer(x, cos, sin, mask, None if past is None else past[index], dtype)
            caches.append(cache)
            if index < len(deep):
                x = x + deep[index]
        return self.norm(x), caches


# ---- both ---------------------------------------------------------------------------------------------------------------


class Inner(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.visual = Vision()
        self.language_model = Text(vocab_size)


class QwenVL(nn.Module):
    def __init__(self, vocab_size: int, image_token_id: int):
        super().__init__()
        self.model = Inner(vocab_size)
        self.image_token_id = image_token_id
        self.dtype = torch.float32
        self.apply(initialise)

    def hidden(self, input_ids, positions, mask, patches=None, grid=None, past=None):
        """Last hidden states [batch, length, hidden] and the key/value cache.

        input_ids [batch, length], positions [3, batch, length], mask (0 or -inf) broadcastable to
        [batch, heads, length, past + length]; patches [batch x pairs, rows x cols, 1536 or 768].
        """
        text = self.model.language_model
        x = text.embed_tokens(input_ids)
        deep = []
        if patches is not None:
            merged, taps = self.model.visual(patches, grid, self.dtype)
            self.vision_rows = merged  # for the trainer's second lesson, see grounding.py
            # Pads in reading order are exactly the merged rows of all frame pairs in order.
            place = (input_ids.flatten() == self.image_token_id).nonzero().squeeze(1)
            scatter = lambda base, rows: base.index_copy(0, place, rows.float().flatten(0, 1))
            x_flat = x.flatten(0, 1)
            x = scatter(x_flat, merged).view_as(x)
            deep = [scatter(torch.zeros_like(x_flat), rows).view_as(x) for rows in taps]
        return text(x, positions, mask, deep, past, self.dtype)

    def logits(self, hidden):
        return F.linear(hidden, self.model.language_model.embed_tokens.weight)


@torch.no_grad()
def initialise(module):
    """Unit-gain weights, zero output projections: each block starts as the identity, which suits Muon."""
    if isinstance(module, nn.Embedding):
        module.weight.normal_(std=0.02)
    elif isinstance(module, nn.Linear):
        module.weight.normal_(std=0.5 * module.in_features**-0.5)
        if module.bias is not None:
            module.bias.zero_()
    elif isinstance(module, nn.Conv3d):
        module.weight.normal_(std=0.5 * (3 * TEMPORAL * PATCH**2) ** -0.5)
        module.bias.zero_()
    elif isinstance(module, VisionBlock):
        module.attn.proj.weight.zero_()
        module.mlp.linear_fc2.weight.zero_()
    elif isinstance(module, TextLayer):
        module.self_attn.o_proj.weight.zero_()
        module.mlp.down_proj.weight.zero_()


def parameter_count(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())
