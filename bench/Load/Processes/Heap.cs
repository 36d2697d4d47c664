using System.Globalization;

namespace Load.Processes;

/// <summary>The managed heap of a measured process.</summary>
/// <param name="Allocated">Bytes allocated since the start.</param>
/// <param name="Live">Bytes that the heap holds.</param>
/// <param name="Collections">Of generation 0 and above.</param>
/// <param name="FullCollections">Of generation 2.</param>
/// <param name="PauseTicks">Time for which collections have stopped all threads, in ticks of 100 ns.</param>
/// <param name="CompileTicks">Time that went into compiling, in ticks of 100 ns.</param>
internal readonly record struct Heap(long Allocated, long Live, long Collections, long FullCollections, long PauseTicks, long CompileTicks)
{
    public static Heap Parse(string text)
    {
        var numbers = text.Split(' ').Select(each => long.Parse(each, CultureInfo.InvariantCulture)).ToArray();
        return new Heap(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[6]);
    }
}
