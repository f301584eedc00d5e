// The boot storm on SimGrid: one host with 8 cores and one disk; each guest is an actor that sleeps until its turn, reads
// from the fairly shared disk and then executes on one core at most. Prints one line of JSON: ms of the simulation and the
// completion times in microseconds.
#include <chrono>
#include <cstdio>
#include <simgrid/s4u.hpp>
#include <string>
#include <vector>

namespace sg4 = simgrid::s4u;

int main(int argc, char** argv)
{
  sg4::Engine engine(&argc, argv);
  const int count = std::stoi(argv[argc - 1]);
  std::vector<double> done(count);
  const auto started = std::chrono::steady_clock::now();
  auto* zone = sg4::create_full_zone("storm");
  auto* host = zone->create_host("host", 1e9)->set_core_count(8);
  auto* disk = host->create_disk("disk", 500e6, 500e6);
  host->seal();
  zone->seal();
  for (int index = 0; index < count; ++index) {
    sg4::Actor::create("guest", host, [index, host, disk, &done]() {
      sg4::this_actor::sleep_for(index * 0.1);
      disk->read(200'000'000);
      host->execute(1.5e9);
      done[index] = sg4::Engine::get_clock() * 1e6;
    });
  }
  engine.run();
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  std::printf("{\"ms\": %.6f, \"done\": [", ms);
  for (int index = 0; index < count; ++index)
    std::printf("%s%.17g", index == 0 ? "" : ", ", done[index]);
  std::printf("]}\n");
}
