# TorchScript that the library's calls of libtorch are made of. Arguments named spec are int64 arrays
# that hold numbers, since a call from Java can give arrays alone. (n, c, ...) stands for feature
# maps of pictures, (n, c, h, w), and of voxels, (n, c, d, h, w).
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # Precision

  # To a type, given by its number, with the channels last in memory, which convolutions keep.
  def entered(self: __torch__.Kernels, x: Tensor, type: int) -> Tensor:
    return x.to(type, False, False, 2 if x.dim() == 4 else 3)

  def enter(self: __torch__.Kernels, x: Tensor, type: Tensor) -> Tensor:
    return self.entered(x, annotate(List[int], type.tolist())[0])

  def leave(self: __torch__.Kernels, x: Tensor, type: Tensor) -> Tensor:
    return x.to(annotate(List[int], type.tolist())[0])

  def bfloat16(self: __torch__.Kernels, x: Tensor) -> bool:
    return ops.prim.dtype(x) == 15

  # Generated weights

  # Simplified WeightNorm: each array divided by its Euclidean norm (paper, section 3.1).
  def normalise(self: __torch__.Kernels, w: List[Tensor]) -> List[Tensor]:
    return torch._foreach_div(w, torch._foreach_clamp_min(torch._foreach_norm(w), 1e-08))

  # A filter for each op out of what the HyperNet wrote, w (outputs, channels read by all), or (outputs,
  # channels read by all, ...) with a kernel; spec: how many ops, the channels that each reads, then
  # the size of each one's filter, to which its part is cut.
  def filters(self: __torch__.Kernels, w: Tensor, spec: Tensor) -> List[Tensor]:
    n = annotate(List[int], spec.tolist())
    reads = [n.pop(0) for op in range(n.pop(0))]
    all = annotate(List[Tensor], [])
    for part in w.split_with_sizes(reads, 1):
      all.append(self.cut(part, [n.pop(0) for axis in range(w.dim())]))
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
    shape = [-1, c.size(2), c.size(3)]
    w = self.layers(weights)
    y = w.pop(0).mm(self.patches(c[0])).view(shape)
    x = torch.leaky_relu(torch.cat([c[0], y], 0), 0.02)
    for block in range(len(layers)):
      last = block == len(layers) - 1
      x = self.dense_block(x, w[:layers[block]])
      x = torch.cat([x, c[0]], 0) if last and direct == 1 else x
      features = x.flatten(1)  # (channels, R L)
      features = self.centred(features, c) if last and centre == 1 else features
      w = w[layers[block]:]
      y = w.pop(0).mm(features).view(shape)
      x = torch.leaky_relu(y, 0.02)
    return y.unsqueeze(0)

  # Weights normalised, as matrices (filters, inputs x taps). PyTorch's own weight norm is one operation
  # forward and one backward, and divides a layer of zeros by zero.
  def layers(self: __torch__.Kernels, weights: List[Tensor]) -> List[Tensor]:
    pairs = [torch._weight_norm_interface(one.view([1, -1]), one.new_ones([1, 1]), 0) for one in weights]
    if not bool(torch.all(torch.cat([pair[1] for pair in pairs]))):
      return [one.flatten(1) for one in self.normalise(weights)]
    return [pairs[i][0].view([weights[i].size(0), -1]) for i in range(len(weights))]

  # Layer after layer sees x (C, R, L) and what all before it made of it, (growth, R, L) each, which
  # is appended. Its output is a sum over what it sees, and each part is added as soon as it can
  # be, for all layers to come in one product.
  def dense_block(self: __torch__.Kernels, x: Tensor, w: List[Tensor]) -> Tensor:
    growth = w[0].size(0)
    seen = [x]
    sizes = [9 * x.size(0)] + [9 * growth] * (len(w) - 1)
    parts = [w[i].split_with_sizes(sizes[:i + 1], 1) for i in range(len(w))]  # of i for what it sees
    sums = torch.cat([part[0] for part in parts], 0).mm(self.patches(x))  # (growth x layers to come, R L)
    for i in range(len(w)):
      own, rest = sums.split_with_sizes([growth, sums.size(0) - growth])
      seen.append(torch.leaky_relu(own, 0.02).view([growth, x.size(1), x.size(2)]))
      if i + 1 < len(w):
        sums = rest.addmm(torch.cat([part[i + 1] for part in parts[i + 1:]], 0), self.patches(seen[-1]))
    return torch.cat(seen, 0)

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

  # (C, R, L) to (9 C, R L): what a 3x3 convolution sees of each cell.
  def patches(self: __torch__.Kernels, maps: Tensor) -> Tensor:
    return torch.im2col(maps, [3, 3], [1, 1], [1, 1], [1, 1])

  # Networks (paper, section 3.1, Fig. 1 and 2). Each part takes what it needs from the front of two
  # lists, which Graph.java writes: weights w, and numbers n.

  # The parts of a network, or some of them in a row.
  def network(self: __torch__.Kernels, x: Tensor, weights: List[Tensor], spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    return self.parts(x, weights, n, annotate(List[Tensor], []), annotate(List[Tensor], []))

  # The same, and all banks as they are before every op and at each block's end. weights: so many
  # probes first, which are added to them; spec: how many, then the parts.
  def watched(self: __torch__.Kernels, x: Tensor, weights: List[Tensor], spec: Tensor) -> List[Tensor]:
    n = annotate(List[int], spec.tolist())
    probes = n.pop(0)
    seen = annotate(List[Tensor], [])
    y = self.parts(x, weights[probes:], n, weights[:probes], seen)
    return [y] + seen

  def parts(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int], probes: List[Tensor], seen: List[Tensor]) -> Tensor:
    y = x
    while len(n) > 0:
      part = n.pop(0)
      if part == 0:
        y = self.stem(y, w, n)
      elif part == 1:
        y = self.block(y, w, n, probes, seen)
      elif part == 2:
        y = self.transition(y, w, n)
      elif part == 3:
        y = self.output(y, w, n)
      else:
        y = self.op(y, w, n)
    return y

  # Inputs (n, channels, h, w) to the first block's (n, c, h, w).
  def stem(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    return self.layer(self.entered(x, n.pop(0)), w, n)

  # The input (n, c, h, w) fills the first banks, the output is all of them. What an op writes to a
  # filled bank is added, 0, takes its place, 1, or is a gate on it, 2.
  def block(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int], probes: List[Tensor], seen: List[Tensor]) -> Tensor:
    channels = n.pop(0)
    banks = self.pieces(x, channels)
    for i in range(n.pop(0)):
      banks = self.watch(banks, probes, seen)
      read = self.joined([banks[n.pop(0)] for k in range(n.pop(0))])
      pieces = self.pieces(self.op(read, w, n), channels)
      writing = n.pop(0)
      for k in range(n.pop(0)):
        bank = n.pop(0)
        piece = pieces[k % len(pieces)]
        if bank == len(banks):
          banks.append(piece)
        elif writing == 0:
          banks[bank] = banks[bank] + piece
        elif writing == 1:
          banks[bank] = piece
        else:
          banks[bank] = banks[bank] * torch.sigmoid(piece)
    return self.joined(self.watch(banks, probes, seen))

  # All stretches of so many channels: cut at once, because the gradients of single slices would each
  # be as large as the whole.
  def pieces(self: __torch__.Kernels, x: Tensor, channels: int) -> List[Tensor]:
    return torch.split(x, channels, 1) if x.size(1) > channels else [x]

  def joined(self: __torch__.Kernels, parts: List[Tensor]) -> Tensor:
    return torch.cat(parts, 1) if len(parts) > 1 else parts[0]

  def watch(self: __torch__.Kernels, banks: List[Tensor], probes: List[Tensor], seen: List[Tensor]) -> List[Tensor]:
    now = banks
    if len(probes) > 0:
      now = [bank + probes.pop(0).to(bank) for bank in banks]
      seen.extend(now)
    return now

  # Pooling, the 1x1 convolution, then up to two paths of up to two convolutions, added or gated
  # (Fig. 2a).
  def op(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    first = n.pop(0)
    second = n.pop(0)
    gated = n.pop(0)
    h = self.layer(self.pooled(x, n.pop(0)), w, n)
    y = h
    for i in range(first):
      y = self.layer(y, w, n)
    if second > 0:
      z = h
      for i in range(second):
        z = self.layer(z, w, n)
      y = torch.tanh(y) * torch.sigmoid(z) if gated == 1 else y + z
    return y

  # From block to block, at half the resolution. The paper convolves and then halves; to halve first
  # gives the same, since both are linear and a 1x1 convolution mixes no cells, with a quarter of the
  # operations, on voxels an eighth.
  def transition(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    return self.convolution(self.halve(self.active(x, w, n)), w, n)

  # The last block's output to logits (n, classes).
  def output(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    y = self.active(x, w, n)
    all = w.pop(0)
    weight = self.cut(all, [all.size(0), x.size(1)])
    return torch.linear(self.mean(y).to(weight), weight, w.pop(0))

  # A convolution between what comes before it and what comes after it.
  def layer(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    return self.active(self.convolution(self.active(x, w, n), w, n), w, n)

  # Batch norm by its running statistics, 1, by the batch's own, which move them, 2, or do so where a
  # gradient is recorded, 3, or none, 0; then ReLU, 1, tanh, 2, sigmoid, 3, or nothing, 0.
  def active(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    norm = n.pop(0)
    activation = n.pop(0)
    y = x
    if norm > 0:
      scale, shift, mean, variance = [self.cut(w.pop(0), [x.size(1)]) for i in range(4)]
      if norm < 3 or torch.is_grad_enabled():
        y = torch.batch_norm(x, scale, shift, mean, variance, norm > 1, 0.1, 1e-05, True)
      else:
        y = torch.batch_norm(x, scale, shift, None, None, True, 0.1, 1e-05, True)
    if activation == 1:
      y = torch.relu(y)
    elif activation == 2:
      y = torch.tanh(y)
    elif activation == 3:
      y = torch.sigmoid(y)
    return y

  # n: groups, dilation by axis, and the weights' size, to which shared ones are cut.
  def convolution(self: __torch__.Kernels, x: Tensor, w: List[Tensor], n: List[int]) -> Tensor:
    groups = n.pop(0)
    dilation = [n.pop(0) for axis in range(x.dim() - 2)]
    size = [n.pop(0) for axis in range(x.dim())]
    weight = self.cut(w.pop(0), size)
    if weight.dim() == 2:
      weight = weight.view(size)  # a generated filter
    return self.convolve(x, weight, dilation, groups)

  # Leading outputs and inputs, the centre of the kernel.
  def cut(self: __torch__.Kernels, w: Tensor, size: List[int]) -> Tensor:
    y = w
    for axis in range(w.dim()):
      extra = w.size(axis) - size[axis]
      y = y.narrow(axis, extra // 2 if axis > 1 else 0, size[axis]) if extra > 0 else y
    return y

  def cut_alone(self: __torch__.Kernels, w: List[Tensor], size: Tensor) -> Tensor:
    return self.cut(w[0], annotate(List[int], size.tolist()))

  # Convolutions

  # x (n, c, ...) with w (filters, c / groups, ...), stride 1, the resolution kept.
  # On the processor, with PyTorch 2.7.1's oneDNN:
  # - Groups of fewer than eight outputs are slow: so many at a time are merged into one
  #   block-diagonal convolution.
  # - Gradients of weights take ten times as long if rows are dilated so far that the kernel is higher
  #   than the map; voxels are slow there too, but flat grids are where their gradients are wrong.
  # - In bfloat16 they are wrong, infinities among them, if channels are last, rows are dilated, the
  #   inputs a group are no multiple of 16, and the map is high: seen at 31 rows and more, not at 28
  #   and less. In both cases every so-manieth row becomes a map of its own, without dilation.
  # - In bfloat16 on voxel grids that are lower than the kernel they come of memory that nothing has
  #   written to: seen where the kernel is deeper than the grid and its first two axes are not
  #   dilated, grids of one to eight cells a side and kernels of one to five. Such a convolution,
  #   which is small, is computed in float32, which was right in every case.
  def convolve(self: __torch__.Kernels, x: Tensor, w: Tensor, dilations: List[int], groups: int) -> Tensor:
    axes = x.dim() - 2
    kernel = w.size()[2:]
    merge = 1
    while groups % (2 * merge) == 0 and w.size(0) // groups * merge < 8:
      merge = 2 * merge
    rows = axes - 2
    dilation = dilations[:]
    slow = rows == 0 and 2 * dilation[rows] * (kernel[rows] // 2) >= x.size(2)
    wrong = self.bfloat16(x) and x.size(2 + rows) > 16 and w.size(1) * merge % 16 > 0
    maps = 1
    if dilation[rows] > 1 and (slow or wrong) and not ops.prim.is_cuda(x):
      maps = dilation[rows]
      dilation[rows] = 1
    low = self.bfloat16(x) and axes == 3 and (x.size(2) < kernel[0] or x.size(3) < kernel[1])
    type = 6 if low else ops.prim.dtype(x)
    input = (self.apart(x, maps) if maps > 1 else x).to(type)
    own = w.to(x)
    weight = (self.block_diagonal(own, groups // merge, merge) if merge > 1 else own).to(type)
    padding = [dilation[axis] * (kernel[axis] // 2) for axis in range(axes)]
    y = torch.convolution(input, weight, None, [1] * axes, padding, dilation, False, [0] * axes, groups // merge)
    y = y.to(x)
    return self.together(y, maps, x.size(axes)) if maps > 1 else y

  # By itself; spec: groups and dilation by axis.
  def convolve_alone(self: __torch__.Kernels, x: Tensor, w: List[Tensor], spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    return self.convolve(x, w[0], n[1:], n[0])

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
    whole = torch.constant_pad_nd(x, [0, 0, 0, extra]) if extra > 0 else x
    y = whole.movedim(1, -1).unflatten(-3, [-1, maps])
    return y.movedim(-3, 1).flatten(0, 1).movedim(-1, 1)

  # What apart took apart, cut to its rows.
  def together(self: __torch__.Kernels, x: Tensor, maps: int, rows: int) -> Tensor:
    y = x.movedim(1, -1).unflatten(0, [-1, maps])
    y = y.movedim(1, -3).flatten(-4, -3).movedim(-1, 1)
    return y.slice(-2, 0, rows) if y.size(-2) > rows else y

  # Pooling

  # Means of 2x2 or 2x2x2 cells.
  def halve(self: __torch__.Kernels, x: Tensor) -> Tensor:
    whole = x.dim() == 5 and not self.bfloat16(x)
    return torch.avg_pool3d(x, [2, 2, 2]) if whole else self.windows(x, 1, 2, 2)

  # Each cell's mean, 1, or maximum, 2, over the 3x3 or 3x3x3 cells around it; or x as it is, 0.
  def pooled(self: __torch__.Kernels, x: Tensor, pool: int) -> Tensor:
    return self.windows(x, pool, 3, 1) if pool > 0 else x

  def pooled_alone(self: __torch__.Kernels, x: Tensor, spec: Tensor) -> Tensor:
    return self.pooled(x, annotate(List[int], spec.tolist())[0])

  # Means, 1, or maxima, 2, over windows of so many cells an axis, those inside the map alone. First of
  # each voxel grid's slices, then across: bfloat16 has no pooling of voxels, and a grid of fewer cells
  # than a window is refused.
  def windows(self: __torch__.Kernels, x: Tensor, pool: int, size: int, stride: int) -> Tensor:
    slices = x.transpose(1, 2).flatten(0, 1) if x.dim() == 5 else x  # (n d, c, h, w)
    y = self.flat_windows(slices, pool, [size, size], [stride, stride])
    if x.dim() == 5:
      y = y.unflatten(0, [-1, x.size(2)]).transpose(1, 2)
      height = y.size(3)
      y = self.flat_windows(y.flatten(3, 4), pool, [size, 1], [stride, 1]).unflatten(3, [height, -1])
    return y

  def flat_windows(self: __torch__.Kernels, x: Tensor, pool: int, size: List[int], stride: List[int]) -> Tensor:
    padding = [(cells - 1) // 2 for cells in size]
    if pool == 1:
      return torch.avg_pool2d(x, size, stride, padding, False, False)
    return torch.max_pool2d(x, size, stride, padding)

  # (n, c, ...) to (n, c).
  def mean(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.mean(x, [-1, -2] if x.dim() == 4 else [-1, -2, -3])

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
    return bool(torch.isfinite(torch.sum(torch.stack(torch._foreach_norm(arrays)))))
