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
  def normalise(self: __torch__.Kernels, w: Tensor) -> Tensor:
    return torch.div(w, torch.clamp_min(torch.norm(w), 1e-08))
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
  def dense_net(self: __torch__.Kernels, c: Tensor, weights: List[Tensor], spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    layers = torch.len(weights)
    normalised = torch._foreach_div(weights, torch._foreach_clamp_min(torch._foreach_norm(weights), 1e-08))
    onednn = torch.eq(n[layers], 1)
    if onednn:
      x = torch.contiguous(torch.cat([c, c], 0), memory_format=2)
    else:
      x = c
    first = x
    for i in range(layers):
      w = normalised[i]
      if torch.gt(i, 0):
        b = torch.leaky_relu(x, 0.02)
      else:
        b = x
      if torch.eq(torch.add(i, n[torch.add(layers, 1)]), layers):
        a = torch.cat([b, first], 1)
      else:
        a = b
      p = torch.floordiv(torch.size(w, 2), 2)
      if onednn:
        y = torch.mkldnn_convolution(a, w, None, [p, p], [1, 1], [1, 1], 1)
      else:
        y = torch.conv2d(a, w, None, [1, 1], [p, p])
      if torch.eq(n[i], 1):
        x = torch.cat([x, y], 1)
      else:
        x = y
    return torch.slice(x, 0, 0, 1)
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
  def adam(self: __torch__.Kernels, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> None:
    torch._foreach_add_(steps, 1)
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
