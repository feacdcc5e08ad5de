"""The same work in NumPy, SciPy, PyTorch and JAX: `python3 peers.py numpy`.

Each case returns a function that does the work once and returns a number to check it by. The numbers come from
NumPy's legacy stream, so that all contestants, Sightline among them, work on the same data.
"""

import sys
import time

import numpy as np


def pixels(rng, rows):
    return rng.randint(256, size=(rows, 3072)).astype(np.float32)


def neighbor_data():
    rng = np.random.RandomState(231)
    examples = pixels(rng, 5000)
    queries = pixels(rng, 500)
    return examples, queries, rng.randint(10, size=5000)


def distance_data():
    rng = np.random.RandomState(231)
    examples = pixels(rng, 5000)
    return examples, pixels(rng, 100)


def softmax_data():
    rng = np.random.RandomState(231)
    few = rng.randn(500, 3073).astype(np.float32)
    x = few[np.arange(49_000) % 500]
    return x, rng.randint(10, size=49_000)


SIZES = [3072, 100, 100, 100, 100, 10]
RATE = 1e-2


def network_data():
    """Ten batches of 100, and the weights of a net 3072-100-100-100-100-10."""
    rng = np.random.RandomState(231)
    x = [rng.randn(100, 3072).astype(np.float32) for _ in range(10)]
    y = [rng.randint(10, size=100) for _ in range(10)]
    w = [(np.sqrt(2 / n) * rng.randn(n, m)).astype(np.float32) for n, m in zip(SIZES, SIZES[1:])]
    return x, y, w


def checksum(votes):
    return float((np.arange(1, len(votes) + 1) * votes).sum())


def factors(m, n, k):
    a = np.linspace(-1, 2, m * k, dtype=np.float32).reshape(m, k)
    b = np.linspace(2, -1, k * n, dtype=np.float32).reshape(k, n)
    return a, b


def product(a, b, times):
    def work():
        for _ in range(times):
            c = a @ b
        return float(c[len(c) // 3, c.shape[1] // 3])

    return work


line = np.linspace(-8, 8, 1_000_000, dtype=np.float32)


def twenty(function, out):
    def work():
        for _ in range(20):
            function()
        return float(out[len(out) // 3])

    return work


# NumPy


def numpy_knn():
    examples, queries, labels = neighbor_data()

    def work():
        squares = (examples * examples).sum(1) - 2 * (queries @ examples.T)
        nearest = np.argpartition(squares, 5, axis=1)[:, :5]
        votes = np.zeros((len(queries), 10), int)
        np.add.at(votes, (np.arange(len(queries))[:, None], labels[nearest]), 1)
        return checksum(votes.argmax(1))

    return work


def numpy_softmax():
    x, y = softmax_data()
    rows = np.arange(200)

    def work():
        rng = np.random.RandomState(7)
        w = np.zeros((3073, 10), np.float32)
        for _ in range(1000):
            batch = rng.randint(len(x), size=200)
            xb, yb = x[batch], y[batch]
            p = xb @ w
            p -= p.max(1, keepdims=True)
            np.exp(p, out=p)
            p /= p.sum(1, keepdims=True)
            loss = -np.log(p[rows, yb]).mean()
            p[rows, yb] -= 1
            w -= 1e-3 / 200 * (xb.T @ p)
        return float(loss)

    return work


def numpy_network():
    x, y, start = network_data()
    rows = np.arange(100)

    def work():
        w = [a.copy() for a in start]
        b = [np.zeros(a.shape[1], np.float32) for a in w]
        dw = [np.empty_like(a) for a in w]
        for t in range(100):
            h = [x[t % 10]]
            for i in range(5):
                a = h[-1] @ w[i]
                a += b[i]
                h.append(np.maximum(a, 0, out=a) if i < 4 else a)
            p = h[-1] - h[-1].max(1, keepdims=True)
            np.exp(p, out=p)
            p /= p.sum(1, keepdims=True)
            loss = -np.log(p[rows, y[t % 10]]).mean()
            p[rows, y[t % 10]] -= 1
            p /= 100
            for i in reversed(range(5)):
                np.matmul(h[i].T, p, out=dw[i])
                db = p.sum(0)
                if i > 0:  # the first layer needs no gradient of its input
                    p = p @ w[i].T
                    p *= h[i] > 0
                dw[i] *= RATE
                w[i] -= dw[i]
                b[i] -= RATE * db
        return float(loss)

    return work


def numpy_sigmoid():
    out = np.empty_like(line)

    def sigmoid():
        np.negative(line, out=out)
        np.exp(out, out=out)
        np.add(out, 1, out=out)
        np.reciprocal(out, out=out)

    return twenty(sigmoid, out)


def numpy_function(function):
    def case():
        out = np.empty_like(line)
        return twenty(lambda: function(line, out=out), out)

    return case


# SciPy


def scipy_l1():
    from scipy.spatial.distance import cdist

    # cdist computes in double precision; the conversion is not charged to it.
    examples, queries = (a.astype(float) for a in distance_data())
    return lambda: float(cdist(queries, examples, "cityblock").mean())


# PyTorch


def torch_knn():
    import torch

    examples, queries, labels = (torch.from_numpy(a) for a in neighbor_data())

    def work():
        squares = torch.addmm((examples * examples).sum(1), queries, examples.T, alpha=-2)
        nearest = squares.topk(5, dim=1, largest=False, sorted=False).indices
        votes = torch.zeros(len(queries), 10, dtype=torch.long)
        votes.scatter_add_(1, labels[nearest], torch.ones_like(nearest))
        return checksum(votes.numpy().argmax(1))

    return work


def torch_l1():
    import torch

    examples, queries = (torch.from_numpy(a) for a in distance_data())
    return lambda: float(torch.cdist(queries, examples, p=1).mean())


def torch_softmax():
    import torch

    x, y = (torch.from_numpy(a) for a in softmax_data())
    rows = torch.arange(200)

    def work():
        rng = np.random.RandomState(7)
        w = torch.zeros(3073, 10)
        for _ in range(1000):
            batch = torch.from_numpy(rng.randint(len(x), size=200))
            xb, yb = x[batch], y[batch]
            logp = torch.log_softmax(xb @ w, 1)
            loss = -logp[rows, yb].mean()
            p = logp.exp_()
            p[rows, yb] -= 1
            w.addmm_(xb.T, p, alpha=-1e-3 / 200)
        return float(loss)

    return work


def torch_network(threads, compiled):
    """The way people write it: modules, autograd and an optimiser."""
    import torch

    torch.set_num_threads(threads)
    x, y, start = network_data()
    x, y = [torch.from_numpy(a) for a in x], [torch.from_numpy(a) for a in y]
    linear = [torch.nn.Linear(n, m) for n, m in zip(SIZES, SIZES[1:])]
    layers = [layer for one in linear for layer in (one, torch.nn.ReLU())][:-1]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE, fused=True)

    def evaluate(x, y):
        return torch.nn.functional.cross_entropy(model(x), y)

    if compiled:
        evaluate = torch.compile(evaluate)

    def work():
        with torch.no_grad():
            for layer, w in zip(linear, start):
                layer.weight.copy_(torch.from_numpy(w.T))
                layer.bias.zero_()
        for t in range(100):
            loss = evaluate(x[t % 10], y[t % 10])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return float(loss.detach())

    return work


def torch_network_by_hand(threads):
    """Backward written out and update fused into the products, compiled as one piece."""
    import torch

    torch.set_num_threads(threads)
    x, y, start = network_data()
    x, y = [torch.from_numpy(a) for a in x], [torch.from_numpy(a) for a in y]
    rows = torch.arange(100)

    @torch.compile
    def step(w, b, x, y):
        h = [x]
        for i in range(5):
            a = torch.addmm(b[i], h[-1], w[i])
            h.append(torch.relu(a) if i < 4 else a)
        logp = torch.log_softmax(h[-1], 1)
        d = (logp.exp() - torch.nn.functional.one_hot(y, 10).float()) / 100
        for i in reversed(range(5)):
            before = torch.where(h[i] > 0, d @ w[i].t(), 0) if i > 0 else None
            w[i].addmm_(h[i].t(), d, alpha=-RATE)
            b[i].sub_(d.sum(0), alpha=RATE)
            d = before
        return -logp[rows, y].mean()

    def work():
        w = [torch.from_numpy(a.copy()) for a in start]
        b = [torch.zeros(a.shape[1]) for a in w]
        with torch.no_grad():
            for t in range(100):
                loss = step(w, b, x[t % 10], y[t % 10])
        return float(loss)

    return work


def torch_product(m, n, k, times):
    import torch

    a, b = (torch.from_numpy(x) for x in factors(m, n, k))
    return product(a, b, times)


def torch_function(name):
    def case():
        import torch

        function = getattr(torch, name)
        x = torch.from_numpy(line)
        out = torch.empty_like(x)
        return twenty(lambda: function(x, out=out), out)

    return case


# JAX


def jax_network():
    import jax
    import jax.numpy as jnp

    x, y, start = network_data()
    x, y = [jnp.asarray(a) for a in x], [jnp.asarray(a) for a in y]

    def evaluate(parameters, x, y):
        for i, (w, b) in enumerate(parameters):
            x = x @ w + b
            if i < 4:
                x = jax.nn.relu(x)
        return -jnp.take_along_axis(jax.nn.log_softmax(x), y[:, None], 1).mean()

    def step(parameters, x, y):
        loss, gradients = jax.value_and_grad(evaluate)(parameters, x, y)
        return jax.tree.map(lambda p, g: p - RATE * g, parameters, gradients), loss

    step = jax.jit(step, donate_argnums=0)

    def work():
        parameters = [(jnp.array(w), jnp.zeros(w.shape[1])) for w in start]
        for t in range(100):
            parameters, loss = step(parameters, x[t % 10], y[t % 10])
        return float(loss)

    return work


CASES = {
    "numpy": {
        "five-layer-step": numpy_network,
        "knn-l2": numpy_knn,
        "softmax-sgd": numpy_softmax,
        "product-large": lambda: product(*factors(2048, 2048, 2048), 1),
        "product-small": lambda: product(*factors(200, 10, 100), 2000),
        "exp": numpy_function(np.exp),
        "tanh": numpy_function(np.tanh),
        "sigmoid": numpy_sigmoid,
    },
    "scipy": {"distances-l1": scipy_l1},
    "jax": {"five-layer-step": jax_network},
    "torch-1": {"five-layer-step": lambda: torch_network(1, compiled=False)},
    "torch-compiled": {"five-layer-step": lambda: torch_network(2, compiled=True)},
    "torch-compiled-1": {"five-layer-step": lambda: torch_network(1, compiled=True)},
    "torch-by-hand": {"five-layer-step": lambda: torch_network_by_hand(2)},
    "torch-by-hand-1": {"five-layer-step": lambda: torch_network_by_hand(1)},
    "torch": {
        "five-layer-step": lambda: torch_network(2, compiled=False),
        "knn-l2": torch_knn,
        "distances-l1": torch_l1,
        "softmax-sgd": torch_softmax,
        "product-large": lambda: torch_product(2048, 2048, 2048, 1),
        "product-small": lambda: torch_product(200, 10, 100, 2000),
        "exp": torch_function("exp"),
        "tanh": torch_function("tanh"),
        "sigmoid": torch_function("sigmoid"),
    },
}


def main():
    cases = CASES[sys.argv[1]]
    work = None
    for command in sys.stdin:
        words = command.split()
        if words[0] == "prepare":
            work = None
            work = cases[words[1]]() if words[1] in cases else None
            print("none" if work is None else "ready", flush=True)
        elif words[0] == "run":
            start = time.perf_counter()
            check = work()
            print(time.perf_counter() - start, check, flush=True)
        else:
            break


if __name__ == "__main__":
    main()
