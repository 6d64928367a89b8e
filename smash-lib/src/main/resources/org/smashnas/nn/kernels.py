class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  def enter(self: __torch__.Kernels, x: Tensor, spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    return torch.to(x, n[0], False, False, n[1])
  def leave(self: __torch__.Kernels, x: Tensor, type: Tensor) -> Tensor:
    return torch.to(x, annotate(List[int], type.tolist())[0])
  def bfloat16(self: __torch__.Kernels, x: Tensor) -> bool:
    return torch.eq(ops.prim.dtype(x), 15)
  def normalise(self: __torch__.Kernels, w: List[Tensor]) -> List[Tensor]:
    return torch._foreach_div(w, torch._foreach_clamp_min(torch._foreach_norm(w), 1e-08))
  def filters(self: __torch__.Kernels, w: Tensor, spec: Tensor) -> List[Tensor]:
    n = annotate(List[int], spec.tolist())
    ops = torch.floordiv(torch.len(n), 2)
    columns = torch.split_with_sizes(w, torch.slice(n, 0, ops), 1)
    all = annotate(List[Tensor], [])
    for i in range(ops):
      _0 = torch.append(all, torch.slice(columns[i], 0, 0, n[torch.add(ops, i)]))
    return (self).normalise(all)
  def columns(self: __torch__.Kernels, w: Tensor, index: Tensor) -> Tensor:
    return torch.index_select(w, 1, index)
  def apart(self: __torch__.Kernels, x: Tensor, maps: int) -> Tensor:
    extra = torch.remainder(torch.neg(torch.size(x, -2)), maps)
    if torch.gt(extra, 0):
      whole = torch.constant_pad_nd(x, [0, 0, 0, extra])
    else:
      whole = x
    y = torch.unflatten(torch.movedim(whole, 1, -1), -3, [-1, maps])
    return torch.movedim(torch.flatten(torch.movedim(y, -3, 1), 0, 1), -1, 1)
  def together(self: __torch__.Kernels, x: Tensor, maps: int, rows: int) -> Tensor:
    y = torch.unflatten(torch.movedim(x, 1, -1), 0, [-1, maps])
    y = torch.movedim(torch.flatten(torch.movedim(y, 1, -3), -4, -3), -1, 1)
    if torch.gt(torch.size(y, -2), rows):
      y = torch.slice(y, -2, 0, rows)
    else:
      pass
    return y
  def convolve(self: __torch__.Kernels, x: Tensor, w: Tensor, spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    axes = torch.sub(torch.dim(x), 2)
    groups = n[0]
    merge = n[1]
    if (self).bfloat16(x):
      plan = torch.slice(n, torch.add(4, torch.mul(2, axes)))
      float32 = torch.eq(n[2], 1)
    else:
      plan = torch.slice(n, 3, torch.add(4, torch.mul(2, axes)))
      float32 = False
    padding = torch.slice(plan, 0, axes)
    dilation = torch.slice(plan, axes, torch.mul(2, axes))
    maps = plan[torch.mul(2, axes)]
    weight = torch.to(w, x)
    if torch.gt(merge, 1):
      size = torch.size(weight)
      groups = torch.floordiv(groups, merge)
      outputs = torch.floordiv(size[0], torch.mul(groups, merge))
      kernel = torch.slice(size, 2)
      ones = torch.mul([1], axes)
      parts = torch.view(weight, torch.add([groups, merge, outputs, 1, size[1]], kernel))
      eye = torch.eye(merge, dtype=ops.prim.dtype(x), layout=None, device=ops.prim.device(x), pin_memory=None)
      blocks = torch.mul(parts, torch.view(eye, torch.add([1, merge, 1, merge, 1], ones)))
      weight = torch.reshape(blocks, torch.add([size[0], torch.mul(merge, size[1])], kernel))
    else:
      pass
    stride = torch.mul([1], axes)
    none = torch.mul([0], axes)
    if torch.gt(maps, 1):
      input = (self).apart(x, maps)
    else:
      input = x
    if float32:
      y = torch.convolution(torch.to(input, 6), torch.to(weight, 6), None, stride, padding, dilation, False, none, groups)
      result = torch.to(y, x)
    else:
      result = torch.convolution(input, weight, None, stride, padding, dilation, False, none, groups)
    if torch.gt(maps, 1):
      result = (self).together(result, maps, torch.size(x, axes))
    else:
      pass
    return result
  def patches(self: __torch__.Kernels, maps: Tensor) -> Tensor:
    return torch.select(torch.im2col(maps, [3, 3], [1, 1], [1, 1], [1, 1]), 0, 0)
  def dense_net(self: __torch__.Kernels, c: Tensor, weights: List[Tensor], spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    blocks = torch.sub(torch.len(n), 1)
    shape = [1, -1, torch.size(c, 2), torch.size(c, 3)]
    matrices = annotate(List[Tensor], [])
    for w in (self).normalise(weights):
      _0 = torch.append(matrices, torch.flatten(w, 1))
    y = torch.mm(matrices[0], (self).patches(c))
    maps = [torch.leaky_relu(c, 0.02), torch.view(torch.leaky_relu(y, 0.02), shape)]
    layer = 1
    for block in range(blocks):
      own = torch.slice(matrices, layer, torch.add(layer, n[block]))
      given = annotate(List[Tensor], [])
      for map in maps:
        _1 = torch.append(given, (self).patches(map))
      patches = torch.cat(given, 0)
      growth = torch.size(own[0], 0)
      sizes = [torch.size(patches, 0)]
      parts = annotate(List[List[Tensor]], [])
      first = annotate(List[Tensor], [])
      for w in own:
        _2 = torch.append(parts, torch.split_with_sizes(w, sizes, 1))
        _3 = torch.append(first, parts[-1][0])
        _4 = torch.append(sizes, torch.mul(9, growth))
      sums = torch.mm(torch.cat(first, 0), patches)
      for i in range(n[block]):
        left = torch.sub(torch.sub(n[block], i), 1)
        both = torch.split_with_sizes(sums, [growth, torch.mul(left, growth)], 0)
        map = torch.view(torch.leaky_relu(both[0], 0.02), shape)
        _5 = torch.append(maps, map)
        if torch.gt(left, 0):
          later = annotate(List[Tensor], [])
          for part in torch.slice(parts, torch.add(i, 1)):
            _6 = torch.append(later, part[torch.add(i, 1)])
          sums = torch.addmm(both[1], torch.cat(later, 0), (self).patches(map))
        else:
          pass
      if torch.eq(torch.add(block, n[blocks]), blocks):
        _7 = torch.append(maps, c)
      else:
        pass
      layer = torch.add(layer, torch.add(n[block], 1))
      y = torch.mm(matrices[torch.sub(layer, 1)], torch.flatten(torch.select(torch.cat(maps, 1), 0, 0), 1))
      maps = [torch.view(torch.leaky_relu(y, 0.02), shape)]
    return torch.view(y, shape)
  def halve(self: __torch__.Kernels, x: Tensor) -> Tensor:
    if torch.eq(torch.dim(x), 4):
      y = torch.avg_pool2d(x, [2, 2])
    else:
      if (self).bfloat16(x):
        y = torch.flatten(torch.transpose(x, 1, 2), 0, 1)
        y = torch.unflatten(torch.avg_pool2d(y, [2, 2]), 0, [-1, torch.size(x, 2)])
        y = torch.transpose(y, 1, 2)
        height = torch.size(y, 3)
        y = torch.unflatten(torch.avg_pool2d(torch.flatten(y, 3, 4), [2, 1]), 3, [height, -1])
      else:
        y = torch.avg_pool3d(x, [2, 2, 2])
    return y
  def adam(self: __torch__.Kernels, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> None:
    _0 = torch.add_(step, 1)
    steps = torch.mul([step], torch.len(w))
    torch._fused_adam_(w, g, m, v, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
    torch._foreach_zero_(g)
    return None
  def nesterov(self: __torch__.Kernels, w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, momentum: float, decay: float) -> None:
    torch._fused_sgd_(w, g, v, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=True, maximize=False, is_first_step=False)
    torch._foreach_zero_(g)
    return None
  def clear(self: __torch__.Kernels, g: List[Tensor]) -> None:
    torch._foreach_zero_(g)
    return None
  def copy(self: __torch__.Kernels, to: List[Tensor], given: List[Tensor]) -> None:
    torch._foreach_copy_(to, given)
    return None
  def finite(self: __torch__.Kernels, arrays: List[Tensor]) -> bool:
    norms = torch.stack(torch._foreach_norm(arrays))
    return bool(torch.isfinite(torch.sum(norms)))
