namespace Load.Measuring;

/// <summary>What one lane has done: operations, errors and how long each took. One writer; read when it has stopped.</summary>
internal sealed class Tally
{
    /// <summary>Latencies in steps of 2 %: from 1 µs, 1,024 steps reach ten minutes.</summary>
    private const double Step = 1.02;

    private static readonly double LogStep = Math.Log(Step);

    private readonly long[] steps = new long[1024];

    public long Operations { get; private set; }

    /// <summary>What is counted beside whole operations, such as tokens.</summary>
    public long Units { get; set; }

    public long Errors { get; set; }

    public string? FirstError { get; set; }

    public void Add(TimeSpan took)
    {
        Operations++;
        steps[Math.Clamp((int)(Math.Log(Math.Max(1, took.TotalMicroseconds)) / LogStep), 0, steps.Length - 1)]++;
    }

    public void Fail(string what)
    {
        Errors++;
        FirstError ??= what;
    }

    public static Tally Sum(IEnumerable<Tally> parts)
    {
        var sum = new Tally();
        foreach (var part in parts)
        {
            sum.Operations += part.Operations;
            sum.Units += part.Units;
            sum.Errors += part.Errors;
            sum.FirstError ??= part.FirstError;
            for (var i = 0; i < sum.steps.Length; i++) sum.steps[i] += part.steps[i];
        }

        return sum;
    }

    /// <summary>The latency that a share of operations stayed below, in milliseconds; exact to 2 %.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Operations * share);
        for (var i = 0; i < steps.Length; i++)
            if ((wanted -= steps[i]) <= 0) return Math.Pow(Step, i + 1) / 1000;
        return 0;
    }
}
