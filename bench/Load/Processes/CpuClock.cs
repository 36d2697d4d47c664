using System.Globalization;

namespace Load.Processes;

/// <summary>What the kernel says of a process: CPU time from <c>/proc/{pid}/stat</c>, memory from <c>/proc/{pid}/status</c>.</summary>
internal static class CpuClock
{
    /// <summary>Linux counts process time in hundredths of a second for user space (USER_HZ).</summary>
    private const double TickMicros = 10_000;

    /// <summary>User and system time of all threads so far, in microseconds.</summary>
    public static double Micros(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Parse(fields[11]) + Parse(fields[12])) * TickMicros;
    }

    /// <summary>Resident memory in bytes.</summary>
    public static long Resident(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    /// <summary>Busy time of the whole machine so far, in microseconds: what others do beside the measurement shows here.</summary>
    public static double MachineMicros()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Skip(1).Take(8).Where((_, index) => index is not (3 or 4)).Sum(Parse) * TickMicros;
    }

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
