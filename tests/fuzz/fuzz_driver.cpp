// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>

namespace {

constexpr int rounds = 20'000;
constexpr std::size_t maxInput = 4096;

using Random = std::mt19937_64;

std::size_t below(Random &random, std::size_t bound)
{
    return bound == 0 ? 0 : static_cast<std::size_t>(random() % bound);
}

/// One small change: a flipped bit, another byte, a cut, a doubling, a splice with another input.
void mutate(std::string &input, const std::vector<std::string> &corpus, Random &random)
{
    const std::size_t at = below(random, input.size() + 1);
    switch (below(random, 6)) {
    case 0:
        if (at < input.size())
            input[at] = static_cast<char>(input[at] ^ (1 << below(random, 8)));
        break;
    case 1:
        input.insert(at, 1, static_cast<char>(random() & 0xff));
        break;
    case 2:
        input.erase(at, 1 + below(random, 8));
        break;
    case 3:
        input.insert(at, input.substr(at / 2, below(random, 16)));
        break;
    case 4:
        if (at < input.size())
            input[at] = "0123456789.-+eE'\xff\x80;=P<>{}[]\""[below(random, 28)];
        break;
    case 5: {
        const std::string &other = corpus[below(random, corpus.size())];
        input = input.substr(0, at) + other.substr(below(random, other.size() + 1));
        break;
    }
    }
    input.resize(std::min(input.size(), maxInput));
}

} // namespace

/// Stands in for libFuzzer in the ordinary test run: the same inputs on every machine.
int main()
{
    const std::vector<std::string> corpus = depthdeck::fuzz::seeds();
    Random random{20'261'123};
    const auto feed = [](const std::string &input) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size());
    };
    feed({});
    for (const std::string &seed : corpus) {
        feed(seed);
        for (std::size_t cut = 0; cut < seed.size(); ++cut)
            feed(seed.substr(0, cut));
    }
    for (int round = 0; round < rounds; ++round) {
        std::string input = corpus[below(random, corpus.size())];
        for (std::size_t changes = 1 + below(random, 6); changes > 0; --changes)
            mutate(input, corpus, random);
        feed(input);
    }
    std::printf("%d inputs, nothing broke\n", rounds);
    return 0;
}
