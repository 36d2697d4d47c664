using System.Globalization;

namespace Micro.Appends;

/// <summary>What threads of a name have used so far, from Linux' own accounts; nothing elsewhere.</summary>
internal static class ThreadCpu
{
    /// <param name="name">Linux keeps the first 15 characters.</param>
    public static TimeSpan Of(string name)
    {
        const string tasks = "/proc/self/task";
        if (!Directory.Exists(tasks)) return TimeSpan.Zero;

        var nanoseconds = 0L;
        foreach (var task in Directory.GetDirectories(tasks))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(task, "comm")).TrimEnd() != name[..Math.Min(15, name.Length)]) continue;
                nanoseconds += long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread ended between the listing and the reading.
            }
        }

        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
