"""Trains the byte-level BPE tokenizer on the texts that the model reads and writes, and writes tokenizer.json and
tokenizer_config.json (with the chat template) to public/demo-model.

Special tokens are named as Qwen's. The split pattern is Qwen2's with two pieces in front, so that JSON and punctuation merge
with their word (an object of a detection costs 22 tokens instead of 33); digits stay single tokens, as in Qwen.
"""

import argparse
import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from paths import DATA, MODEL, PROMPTS

VOCAB_SIZE = 512
SPECIAL = [
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|object_ref_end|>", "<|box_start|>",
    "<|box_end|>", "<|quad_start|>", "<|quad_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
    "<|image_pad|>", "<|video_pad|>",
]  # fmt: skip
OURS = r", (?=\p{N})| ?[^\s\p{L}\p{N}]*\p{L}+[^\s\p{L}\p{N}]*|"
QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

# Gives the string that Qwen3-VL's own template gives for messages of text, images and videos (no tools).
CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{{- '<|im_start|>' + message.role + '\\n' -}}"
    "{%- if message.content is string -%}{{- message.content -}}"
    "{%- else -%}{%- for part in message.content -%}"
    "{%- if part.type == 'image' or 'image' in part or 'image_url' in part -%}"
    "{{- '<|vision_start|><|image_pad|><|vision_end|>' -}}"
    "{%- elif part.type == 'video' or 'video' in part -%}"
    "{{- '<|vision_start|><|video_pad|><|vision_end|>' -}}"
    "{%- elif 'text' in part -%}{{- part.text -}}{%- endif -%}"
    "{%- endfor -%}{%- endif -%}"
    "{{- '<|im_end|>\\n' -}}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"
)


def corpus(split: str):
    """Answers as often as they occur, frame words often enough to become single tokens."""
    fixed = json.loads(PROMPTS.read_text())
    paraphrases = [text for texts in fixed["paraphrases"].values() for text in texts]
    prompts = [fixed["describe"], fixed["detect"], fixed["video"], "user\n", "assistant\n", "system\n", "<0.5 seconds>"]
    for path in sorted((DATA / split).glob("*.jsonl")):
        for line in path.open():
            item = json.loads(line)
            yield from (item[key] for key in ("caption", "detections", "sentence") if key in item)
    for _ in range(60):
        yield from prompts
    for _ in range(8):
        yield from paraphrases


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", default="train")
    split = parser.parse_args().split
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(OURS + QWEN2), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])  # fmt: skip
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(add_prefix_space=False, use_regex=False, trim_offsets=False)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB_SIZE - len(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus(split), trainer)
    # Added after training, so that they stand behind the words as in Qwen's vocabulary.
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in SPECIAL])
    MODEL.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(MODEL / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",  # Qwen2Tokenizer would put its own split pattern in
        "model_max_length": 4096,
        "bos_token": None,
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "unk_token": None,
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
        "additional_special_tokens": SPECIAL[1:],
        "chat_template": CHAT_TEMPLATE,
    }
    (MODEL / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    show = lambda text: print(len(tokenizer.encode(text).ids), tokenizer.encode(text).tokens)
    print("vocabulary", tokenizer.get_vocab_size())
    fixed = json.loads(PROMPTS.read_text())
    for text in (fixed["describe"], fixed["detect"], fixed["video"], "<17.0 seconds>", "A yard with a red car, a person in blue and a green box."):
        show(text)
    show('[{"bbox_2d": [10, 200, 30, 1000], "label": "car"}, {"bbox_2d": [1, 2, 3, 4], "label": "person"}]')


if __name__ == "__main__":
    main()
