# TorchScript that the library's calls of libtorch are made of. Arguments named spec are int64 arrays
# that hold numbers, since a call from Java can give arrays alone. (n, c, ...) stands for feature
# maps of pictures, (n, c, h, w), and of voxels, (n, c, d, h, w).
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # Precision

  # To a type and a memory layout; spec: their numbers.
  def enter(self: __torch__.Kernels, x: Tensor, spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    return x.to(n[0], False, False, n[1])

  def leave(self: __torch__.Kernels, x: Tensor, type: Tensor) -> Tensor:
    return x.to(annotate(List[int], type.tolist())[0])

  def bfloat16(self: __torch__.Kernels, x: Tensor) -> bool:
    return ops.prim.dtype(x) == 15

  # Generated weights

  # Simplified WeightNorm: each array divided by its Euclidean norm (paper, section 3.1).
  def normalise(self: __torch__.Kernels, w: List[Tensor]) -> List[Tensor]:
    return torch._foreach_div(w, torch._foreach_clamp_min(torch._foreach_norm(w), 1e-08))

  # The 1x1 filters of all ops out of what the HyperNet wrote, w (B N_max, channels read by all);
  # spec: the channels that each op reads, then the 1x1 outputs that each has.
  def filters(self: __torch__.Kernels, w: Tensor, spec: Tensor) -> List[Tensor]:
    n = annotate(List[int], spec.tolist())
    ops = len(n) // 2
    columns = w.split_with_sizes(n[:ops], 1)
    all = annotate(List[Tensor], [])
    for i in range(ops):
      all.append(columns[i][:n[ops + i]])  # (1x1 outputs, channels read)
    return self.normalise(all)

  def columns(self: __torch__.Kernels, w: Tensor, index: Tensor) -> Tensor:
    return w.index_select(1, index)

  # The HyperNet: a DenseNet from c (1, C, R, L) to (1, B D N^2, R, L) (paper, appendix A).
  # weights: a 3x3 layer, then for each block its 3x3 layers and a 1x1; spec: the 3x3 layers of each
  # block, then whether the last layer sees c, too, and whether what it sees is centred. For such
  # small maps calls cost more than arithmetic: convolutions are matrix products on 3x3 patches.
  def dense_net(self: __torch__.Kernels, c: Tensor, weights: List[Tensor], spec: Tensor) -> Tensor:
    layers = annotate(List[int], spec.tolist())
    centre = layers.pop()
    direct = layers.pop()
    shape = [1, -1, c.size(2), c.size(3)]
    w = [one.flatten(1) for one in self.normalise(weights)]  # (filters, inputs x taps)
    y = w.pop(0).mm(self.patches(c)).view(shape)
    x = torch.leaky_relu(torch.cat([c, y], 1), 0.02)
    for block in range(len(layers)):
      last = block == len(layers) - 1
      x = self.dense_block(x, w[:layers[block]])
      if last and direct == 1:
        x = torch.cat([x, c], 1)
      features = x[0].flatten(1)  # (channels, R L)
      if last and centre == 1:
        features = self.centred(features, c)
      w = w[layers[block]:]
      y = w.pop(0).mm(features).view(shape)
      x = torch.leaky_relu(y, 0.02)
    return y

  # Layer after layer sees x (1, C, R, L) and what all before it made of it, (1, growth, R, L) each,
  # which is appended. Its output is a sum over what it sees, and each part is added as soon as it can
  # be, for all layers to come in one product.
  def dense_block(self: __torch__.Kernels, x: Tensor, w: List[Tensor]) -> Tensor:
    growth = w[0].size(0)
    seen = [x]
    sizes = [9 * x.size(1)] + [9 * growth] * (len(w) - 1)
    parts = [w[i].split_with_sizes(sizes[:i + 1], 1) for i in range(len(w))]  # of i for what it sees
    sums = torch.cat([part[0] for part in parts], 0).mm(self.patches(x))  # (growth x layers to come, R L)
    for i in range(len(w)):
      own, rest = sums.split_with_sizes([growth, sums.size(0) - growth])
      seen.append(torch.leaky_relu(own, 0.02).view([1, growth, x.size(2), x.size(3)]))
      if i + 1 < len(w):
        later = torch.cat([part[i + 1] for part in parts[i + 1:]], 0)
        sums = rest.addmm(later, self.patches(seen[-1]))
    return torch.cat(seen, 1)

  # Features (channels, R L) less their mean over the cells of c that are filled, with mean square 1.
  def centred(self: __torch__.Kernels, features: Tensor, c: Tensor) -> Tensor:
    filled = c.abs().sum([0, 1]).flatten().gt(0).to(features)  # (R L)
    count = filled.sum()
    away = (features - features.mv(filled).div(count).unsqueeze(1)) * filled
    square = away.square().sum([1], True).div(count)
    return away * torch.rsqrt(square + 1e-05)

  # c (1, C, R, L) and what ops tell one another along the graph, (1, C + K, R, L): a column's
  # feature is what it makes of its own, of those that write its banks, and of those that read what
  # its op writes (Zhang et al., 2019, section 3.3, small). weights: a (K, 3 C) or (K, 3 K) a round;
  # spec: number of banks, then the channels of c that say what is read, written, of which block, and
  # where an op starts.
  def messages(self: __torch__.Kernels, c: Tensor, weights: List[Tensor], spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    code = c[0].select(1, 0)  # (C, L): rows that are filled are alike, and the first always is
    banks = n[0]
    reads = code.index_select(0, spec[1:1 + banks].to(c.device))
    writes = code.index_select(0, spec[1 + banks:1 + 2 * banks].to(c.device))
    blocks = code.index_select(0, spec[1 + 2 * banks:-1].to(c.device))
    op = code.index_select(0, spec[-1:].to(c.device)).cumsum(1)  # (1, L): its number
    # What is written later is not read.
    feeds = (writes.t().mm(reads) * blocks.t().mm(blocks) * op.sub(op.t()).gt(0)).gt(0).to(c)  # (from, to)
    after = feeds / feeds.sum([0], True).clamp_min(1.0)
    before = feeds.t() / feeds.sum([1]).clamp_min(1.0)
    h = code
    for w in self.normalise(weights):
      h = torch.leaky_relu(w.mm(torch.cat([h, h.mm(after), h.mm(before)], 0)), 0.02)
    filled = c.abs().sum([1], True).gt(0).to(c)  # (1, 1, R, L)
    return torch.cat([c, h.unsqueeze(0).unsqueeze(2) * filled], 1)

  # (1, C, R, L) to (9 C, R L): what a 3x3 convolution sees of each cell.
  def patches(self: __torch__.Kernels, maps: Tensor) -> Tensor:
    return torch.im2col(maps, [3, 3], [1, 1], [1, 1], [1, 1])[0]

  # Convolutions

  # x (n, c, ...) with w (filters, c / groups, ...), stride 1.
  # spec: groups, merge, float32, then the plan for float types and the plan for bfloat16, each of
  # padding and dilation by axis and maps. Groups are merged in so many at a time into one
  # block-diagonal convolution; one of dilated rows works on so many maps of their own instead.
  def convolve(self: __torch__.Kernels, x: Tensor, w: Tensor, spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    axes = x.dim() - 2
    groups = n[0]
    merge = n[1]
    float32 = n[2] == 1 and self.bfloat16(x)
    plan = n[3:4 + 2 * axes]
    if self.bfloat16(x):
      plan = n[4 + 2 * axes:]
    padding = plan[:axes]
    dilation = plan[axes:2 * axes]
    maps = plan[2 * axes]
    weight = w.to(x)
    if merge > 1:
      groups = groups // merge
      weight = self.block_diagonal(weight, groups, merge)
    input = x
    if maps > 1:
      input = self.apart(x, maps)
    if float32:
      input = input.to(6)
      weight = weight.to(6)
    stride = [1] * axes
    y = torch.convolution(input, weight, None, stride, padding, dilation, False, [0] * axes, groups)
    if float32:
      y = y.to(x)
    if maps > 1:
      y = self.together(y, maps, x.size(axes))
    return y

  # Weights of groups x merge groups, (filters, c, ...), as those of groups: (filters, merge c, ...).
  def block_diagonal(self: __torch__.Kernels, w: Tensor, groups: int, merge: int) -> Tensor:
    size = w.size()
    kernel = size[2:]
    outputs = size[0] // (groups * merge)
    parts = w.view([groups, merge, outputs, 1, size[1]] + kernel)
    eye = torch.eye(merge, dtype=ops.prim.dtype(w), layout=None, device=ops.prim.device(w), pin_memory=None)
    blocks = parts * eye.view([1, merge, 1, merge, 1] + [1] * len(kernel))
    return blocks.reshape([size[0], merge * size[1]] + kernel)

  # Every so-many-th row as a map of its own, (maps n, c, ..., h / maps, w), rows of zeros added where
  # they do not go in evenly: what a dilation by so many rows looks at lies side by side there.
  def apart(self: __torch__.Kernels, x: Tensor, maps: int) -> Tensor:
    extra = -x.size(-2) % maps
    whole = x
    if extra > 0:
      whole = torch.constant_pad_nd(x, [0, 0, 0, extra])
    y = whole.movedim(1, -1).unflatten(-3, [-1, maps])
    return y.movedim(-3, 1).flatten(0, 1).movedim(-1, 1)

  # What apart took apart, cut to its rows.
  def together(self: __torch__.Kernels, x: Tensor, maps: int, rows: int) -> Tensor:
    y = x.movedim(1, -1).unflatten(0, [-1, maps])
    y = y.movedim(1, -3).flatten(-4, -3).movedim(-1, 1)
    if y.size(-2) > rows:
      y = y.slice(-2, 0, rows)
    return y

  # Pooling

  # Means of 2x2 or 2x2x2 cells; bfloat16 has no pooling of voxels, and takes two of pictures.
  def halve(self: __torch__.Kernels, x: Tensor) -> Tensor:
    if x.dim() == 4:
      y = torch.avg_pool2d(x, [2, 2])
    elif not self.bfloat16(x):
      y = torch.avg_pool3d(x, [2, 2, 2])
    else:
      y = x.transpose(1, 2).flatten(0, 1)  # (n d, c, h, w)
      y = torch.avg_pool2d(y, [2, 2]).unflatten(0, [-1, x.size(2)]).transpose(1, 2)
      height = y.size(3)
      y = torch.avg_pool2d(y.flatten(3, 4), [2, 1]).unflatten(3, [height, -1])
    return y

  # Updates in place, which clear the gradients

  # w, g, m and v: weights, their gradients, Adam's means and squares; step: steps done, (1).
  def adam(self: __torch__.Kernels, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> None:
    step += 1
    steps = [step] * len(w)
    torch._fused_adam_(w, g, m, v, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
    torch._foreach_zero_(g)

  # w, g and v: weights, their gradients, their velocities.
  def nesterov(self: __torch__.Kernels, w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, momentum: float, decay: float) -> None:
    torch._fused_sgd_(w, g, v, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=True, maximize=False, is_first_step=False)
    torch._foreach_zero_(g)

  def clear(self: __torch__.Kernels, g: List[Tensor]) -> None:
    torch._foreach_zero_(g)

  def copy(self: __torch__.Kernels, to: List[Tensor], given: List[Tensor]) -> None:
    torch._foreach_copy_(to, given)

  def finite(self: __torch__.Kernels, arrays: List[Tensor]) -> bool:
    norms = torch.stack(torch._foreach_norm(arrays))
    return bool(torch.isfinite(torch.sum(norms)))
