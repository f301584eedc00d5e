/**
 * The floor of the boot storm: a bare virtual-time loop for exactly this scenario and nothing else. Each job arrives at
 * its time, reads from a fairly shared disk, then computes on fairly shared cores with one core at most. Sizes may differ,
 * so finish times stand in a heap; there is no shortcut for first in, first out.
 */

export interface Storm {
  /** Arrival of each job, µs, rising. */
  readonly arrivals: Float64Array;
  /** Work of each job on the disk and on a core, µs. */
  readonly reads: Float64Array;
  readonly computes: Float64Array;
  readonly cores: number;
}

/** A heap of finish times on one resource's virtual clock. */
class Queue {
  readonly keys: Float64Array;
  readonly jobs: Int32Array;
  size = 0;
  clock = 0;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity);
    this.jobs = new Int32Array(capacity);
  }

  push(key: number, job: number): void {
    const { keys, jobs } = this;
    let i = this.size;
    this.size += 1;
    while (i > 0) {
      const above = (i - 1) >> 1;
      if (keys[above]! <= key) break;
      keys[i] = keys[above]!;
      jobs[i] = jobs[above]!;
      i = above;
    }
    keys[i] = key;
    jobs[i] = job;
  }

  pop(): number {
    const { keys, jobs } = this;
    const first = jobs[0]!;
    this.size -= 1;
    const size = this.size;
    const key = keys[size]!;
    const job = jobs[size]!;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child += 1;
      if (keys[child]! >= key) break;
      keys[i] = keys[child]!;
      jobs[i] = jobs[child]!;
      i = child;
    }
    keys[i] = key;
    jobs[i] = job;
    return first;
  }
}

/** When each job is done, µs. */
export function floor(storm: Storm): Float64Array {
  const { arrivals, reads, computes, cores } = storm;
  const count = arrivals.length;
  const done = new Float64Array(count);
  const disk = new Queue(count);
  const cpu = new Queue(count);
  let now = 0;
  let arrived = 0;
  for (let left = count; left > 0;) {
    const diskRate = 1 / disk.size;
    const cpuRate = cpu.size <= cores ? 1 : cores / cpu.size;
    const nextArrival = arrived < count ? arrivals[arrived]! : Infinity;
    const nextDisk = disk.size > 0 ? now + (disk.keys[0]! - disk.clock) / diskRate : Infinity;
    const nextCpu = cpu.size > 0 ? now + (cpu.keys[0]! - cpu.clock) / cpuRate : Infinity;
    const next = Math.min(nextArrival, nextDisk, nextCpu);
    if (disk.size > 0) disk.clock += (next - now) * diskRate;
    if (cpu.size > 0) cpu.clock += (next - now) * cpuRate;
    now = next;
    if (next === nextArrival) {
      disk.push(disk.clock + reads[arrived]!, arrived);
      arrived += 1;
    } else if (next === nextDisk) {
      const job = disk.pop();
      cpu.push(cpu.clock + computes[job]!, job);
    } else {
      done[cpu.pop()] = now;
      left -= 1;
    }
  }
  return done;
}
