"""Writes torch_trajectories.csv: what PyTorch's optimisers do, in float64, to RuleContract's gradient.

pip install torch; python torch_trajectories.py > torch_trajectories.csv
"""

import math

import torch

STEPS = 60
SHOWN = (1, 2, 3, 10, 60)
CURVATURE = (1.0, 0.1, 3.0)
CENTRE = (2.0, -1.0, 0.5)
START = (0.0, 0.0, 0.0)


def gradient(step, x):
    """A quadratic's gradient and a known disturbance in place of noise."""
    return [CURVATURE[i] * (x[i] - CENTRE[i]) + 0.5 * math.sin(step + i) for i in range(3)]


OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "heavy ball": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "l2": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.3),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.2),
    "amsgrad": lambda p: torch.optim.Adam(p, lr=0.1, amsgrad=True),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.9, eps=1e-8),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.5, eps=1e-10),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6),
}

print(f"# PyTorch {torch.__version__}, torch.optim, float64, by torch_trajectories.py: rule,steps taken,x0,x1,x2")
for name, make in OPTIMISERS.items():
    x = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimiser = make([x])
    for step in range(STEPS):
        x.grad = torch.tensor(gradient(step, x.tolist()), dtype=torch.float64)
        optimiser.step()
        if step + 1 in SHOWN:
            print(",".join([name, str(step + 1)] + [repr(v) for v in x.tolist()]))
print("# torch.nn.utils.clip_grad_value_ at 0.3, then SGD of 0.1")
x = torch.tensor(START, dtype=torch.float64, requires_grad=True)
optimiser = torch.optim.SGD([x], lr=0.1)
for step in range(STEPS):
    x.grad = torch.tensor(gradient(step, x.tolist()), dtype=torch.float64)
    torch.nn.utils.clip_grad_value_([x], 0.3)
    optimiser.step()
    if step + 1 in SHOWN:
        print(",".join(["clip value", str(step + 1)] + [repr(v) for v in x.tolist()]))
