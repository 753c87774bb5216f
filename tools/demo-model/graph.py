"""A few lines over onnx.helper, so that the three graphs read like the model they stand for."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


class Graph:
    def __init__(self, name: str):
        self.name = name
        self.nodes, self.initializers, self.inputs, self.outputs = [], [], [], []
        self.constants: dict = {}

    def input(self, name, kind, shape):
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name, kind, shape):
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def op(self, kind, *inputs, name=None, count=1, domain="", **attributes):
        """Adds a node; returns its output's name, or a list of them where count > 1."""
        base = name or f"{kind}_{len(self.nodes)}"
        outputs = [base] if count == 1 else [f"{base}_{index}" for index in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=base, domain=domain, **attributes))
        return outputs[0] if count == 1 else outputs

    def ms(self, kind, *inputs, **rest):
        return self.op(kind, *inputs, domain="com.microsoft", **rest)

    def ints(self, *values, scalar=False):
        return self.constant(np.array(values[0] if scalar else values, dtype=np.int64))

    def floats(self, values):
        return self.constant(np.array(values, dtype=np.float32))

    def constant(self, array):
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.constants:
            self.constants[key] = f"constant_{len(self.constants)}"
            self.initializers.append(numpy_helper.from_array(array, self.constants[key]))
        return self.constants[key]

    def weight(self, name, array):
        """Stored as fp16, computed with as fp32: the session folds the Cast when it loads."""
        half = array.astype(np.float16)
        self.initializers.append(numpy_helper.from_array(half, name))
        return self.op("Cast", name, name=f"{name}.f32", to=FLOAT)

    def reshape(self, x, *shape, name=None):
        return self.op("Reshape", x, self.ints(*shape), name=name)

    def rename(self, x, name):
        """Gives a graph output its contract name."""
        for node in self.nodes:
            for index, output in enumerate(node.output):
                if output == x:
                    node.output[index] = name
            for index, source in enumerate(node.input):
                if source == x:
                    node.input[index] = name
        return name

    def model(self) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.initializers)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="demo-model")
