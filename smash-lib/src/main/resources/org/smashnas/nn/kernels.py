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
  def apart(self: __torch__.Kernels, x: Tensor, axis: int, phases: int) -> Tensor:
    extra = torch.remainder(torch.neg(torch.size(x, axis)), phases)
    if torch.gt(extra, 0):
      after = torch.sub(torch.sub(torch.dim(x), axis), 1)
      whole = torch.constant_pad_nd(x, torch.add(torch.mul([0, 0], after), [0, extra]))
    else:
      whole = x
    y = torch.movedim(whole, 1, -1)
    y = torch.unflatten(y, torch.sub(axis, 1), [-1, phases])
    y = torch.flatten(torch.movedim(y, axis, 1), 0, 1)
    return torch.movedim(y, -1, 1)
  def together(self: __torch__.Kernels, x: Tensor, axis: int, phases: int, size: int) -> Tensor:
    y = torch.movedim(x, 1, -1)
    y = torch.unflatten(y, 0, [-1, phases])
    y = torch.flatten(torch.movedim(y, 1, axis), torch.sub(axis, 1), axis)
    y = torch.movedim(y, -1, 1)
    if torch.gt(torch.size(y, axis), size):
      y = torch.slice(y, axis, 0, size)
    else:
      pass
    return y
  def convolve(self: __torch__.Kernels, x: Tensor, w: Tensor, spec: Tensor) -> Tensor:
    n = annotate(List[int], spec.tolist())
    axes = torch.sub(torch.dim(x), 2)
    groups = n[0]
    merge = n[1]
    if (self).bfloat16(x):
      plan = torch.slice(n, torch.add(3, torch.mul(3, axes)))
      float32 = torch.eq(n[2], 1)
    else:
      plan = torch.slice(n, 3, torch.add(3, torch.mul(3, axes)))
      float32 = False
    padding = torch.slice(plan, 0, axes)
    dilation = torch.slice(plan, axes, torch.mul(2, axes))
    phases = torch.slice(plan, torch.mul(2, axes))
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
    input = x
    for i in range(axes):
      if torch.gt(phases[i], 1):
        input = (self).apart(input, torch.add(i, 2), phases[i])
      else:
        pass
    if float32:
      y = torch.convolution(torch.to(input, 6), torch.to(weight, 6), None, stride, padding, dilation, False, none, groups)
      result = torch.to(y, x)
    else:
      result = torch.convolution(input, weight, None, stride, padding, dilation, False, none, groups)
    for i0 in range(axes):
      axis = torch.sub(torch.sub(axes, 1), i0)
      if torch.gt(phases[axis], 1):
        result = (self).together(result, torch.add(axis, 2), phases[axis], torch.size(x, torch.add(axis, 2)))
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
        y = torch.to(torch.avg_pool3d(torch.to(x, 6), [2, 2, 2]), x)
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
