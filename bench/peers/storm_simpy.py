"""The boot storm on SimPy (the version of Debian's python3-simpy), with the virtual-time algorithm for fair sharing.

Each guest arrives 0.1 s after the one before, reads for 0.4 s of a fairly shared disk, then computes 1.5 s on 8 fairly
shared cores with one core at most. Prints one line of JSON: ms of the simulation and the completion times in microseconds.
"""
import heapq
import json
import sys
import time

from SimPy.Simulation import Process, SimEvent, Simulation, hold, waitevent


class Server(Process):
    """A resource shared fairly by virtual time; wakes itself when the next job is due or a job arrives."""

    def __init__(self, sim, most, cores):
        Process.__init__(self, sim=sim)
        self.most = most
        self.cores = cores
        self.jobs = []
        self.clock = 0.0
        self.last = 0.0
        self.rate = 0.0
        self.sequence = 0
        self.changed = SimEvent(sim=sim)

    def sync(self):
        now = self.sim.now()
        self.clock += (now - self.last) * self.rate
        self.last = now
        count = len(self.jobs)
        self.rate = 0.0 if count == 0 else min(self.most, self.cores / count)

    def add(self, work, event):
        self.sync()
        self.sequence += 1
        heapq.heappush(self.jobs, (self.clock + work, self.sequence, event))
        self.sync()
        self.sim.reactivate(self)

    def run(self):
        while True:
            self.sync()
            while self.jobs and self.jobs[0][0] <= self.clock + 1e-9:
                heapq.heappop(self.jobs)[2].signal()
            self.sync()
            if self.jobs:
                yield hold, self, max(0.0, (self.jobs[0][0] - self.clock) / self.rate)
            else:
                yield hold, self, 1e18


class Guest(Process):
    def boot(self, disk, cpu, done, index):
        read = SimEvent(sim=self.sim)
        disk.add(0.4, read)
        yield waitevent, self, read
        computed = SimEvent(sim=self.sim)
        cpu.add(1.5, computed)
        yield waitevent, self, computed
        done[index] = self.sim.now() * 1e6


def main():
    count = int(sys.argv[1])
    started = time.perf_counter()
    sim = Simulation()
    sim.initialize()
    disk = Server(sim, 1.0, 1.0)
    cpu = Server(sim, 1.0, 8.0)
    sim.activate(disk, disk.run())
    sim.activate(cpu, cpu.run())
    done = [0.0] * count
    for index in range(count):
        guest = Guest(sim=sim)
        sim.activate(guest, guest.boot(disk, cpu, done, index), at=index * 0.1)
    sim.simulate(until=1e15)
    print(json.dumps({"ms": (time.perf_counter() - started) * 1000, "done": done}))


main()
