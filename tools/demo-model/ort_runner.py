"""The exported model in ONNX Runtime, driven as transformers.js drives it: merge rows, then decode with the cache."""

from pathlib import Path

import numpy as np
import onnxruntime

from config import TEXT
from paths import MODEL


class OrtModel:
    def __init__(self, image_token_id: int, threads: int = 1, folder: Path = MODEL, text: dict = TEXT):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        load = lambda name: onnxruntime.InferenceSession(str(folder / "onnx" / f"{name}.onnx"), options, ["CPUExecutionProvider"])
        self.embed, self.vision, self.decoder = map(load, ("embed_tokens", "vision_encoder", "decoder_model_merged"))
        self.image_token_id, self.text = image_token_id, text

    def features(self, pixel_values, grids):
        return self.vision.run(None, {"pixel_values": pixel_values, "image_grid_thw": grids})[0]

    def merged(self, ids, features):
        rows = self.embed.run(None, {"input_ids": ids})[0].copy()
        if features is not None:
            rows[ids == self.image_token_id] = features
        return rows

    def decode(self, rows, positions, past=None):
        batch = rows.shape[0]
        layers = range(self.text["num_hidden_layers"])
        if past is None:
            empty = np.zeros((batch, self.text["num_key_value_heads"], 0, self.text["head_dim"]), dtype=np.float32)
            past = {f"past_key_values.{layer}.{kind}": empty for layer in layers for kind in ("key", "value")}
        total = past["past_key_values.0.key"].shape[2] + rows.shape[1]
        feeds = {"inputs_embeds": rows, "attention_mask": np.ones((batch, total), dtype=np.int64), "position_ids": positions}
        names = [output.name for output in self.decoder.get_outputs()]
        outputs = dict(zip(names, self.decoder.run(None, {**feeds, **past})))
        present = {name.replace("present", "past_key_values"): outputs[name] for name in names if name != "logits"}
        return outputs["logits"], present

    def greedy(self, ids, positions, pixel_values, grids, end_ids, max_tokens=128):
        """ids [1, length], positions [3, 1, length]; pixel_values None where there are none. Returns the answer's ids and the
        prompt's logits."""
        features = None if pixel_values is None else self.features(pixel_values, grids)
        logits, past = self.decode(self.merged(ids, features), positions)
        first, here, answer = logits, positions.max() + 1, []
        while len(answer) < max_tokens:
            token = int(logits[0, -1].argmax())
            if token in end_ids:
                break
            answer.append(token)
            rows = self.embed.run(None, {"input_ids": np.array([[token]])})[0]
            logits, past = self.decode(rows, np.full((3, 1, 1), here), past)
            here += 1
        return answer, first
