namespace WebFront.Tests.Marketplace.Month;

/// <summary>What happens in the month, drawn from a seed before anything does: who talks with which clone, when, how often.</summary>
internal sealed record MonthPlan(IReadOnlyList<PlannedClone> Clones, IReadOnlyList<PlannedSession> Sessions)
{
    public const int Users = 40;
    public const int Creators = 3;

    private static readonly string[] Types = ["chat", "voice", "video"];
    private static readonly string[] Categories = ["Life & Coaching", "Business & Strategy", "Health & Wellness"];

    public static MonthPlan Draw(int seed, int sessions, DateTimeOffset month)
    {
        var random = new Random(seed);
        PlannedClone[] clones =
        [
            new(0, Categories[0], 75.00m, null),
            new(0, Categories[1], 25.00m, null),
            new(1, Categories[1], 60.00m, new { model = "per_message", price_per_message = 0.10m }),
            new(1, Categories[2], 10.00m, new { model = "per_message", price_per_message = 0.033333m }),
            new(2, Categories[2], 33.33m, null),
            new(2, Categories[0], 40.00m, new { model = "per_token", price_per_1k_tokens = 1.37m }),
        ];
        return new MonthPlan(clones, [.. Enumerable.Range(0, sessions).Select(_ => DrawSession(random, month))]);
    }

    private static PlannedSession DrawSession(Random random, DateTimeOffset month)
    {
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        var at = month.AddSeconds(random.Next(days * 86_400 - 7_200));
        var demo = random.Next(20) == 0;
        var steps = new List<PlannedStep>();
        var messages = random.Next(1, 5);
        var sent = 0;
        while (sent < messages)
        {
            // Below the time after which a session that nobody talks to stops its meter.
            at = at.AddSeconds(random.Next(5, 240));
            if (random.Next(10) == 0)
            {
                steps.Add(new PlannedStep(at, StepKind.Pause));
                at = at.AddSeconds(random.Next(60, 3_000));
                steps.Add(new PlannedStep(at, StepKind.Resume));
                continue;
            }

            steps.Add(new PlannedStep(at, StepKind.Message));
            sent++;
        }

        at = at.AddSeconds(random.Next(5, 240));
        steps.Add(new PlannedStep(at, StepKind.End));
        if (random.Next(2) == 0) steps.Add(new PlannedStep(at.AddSeconds(30), StepKind.Rate));
        var start = steps[0].At.AddSeconds(-random.Next(1, 100));
        return new PlannedSession(
            random.Next(Users), random.Next(6), Types[random.Next(Types.Length)], demo, random.Next(1, 6), [new PlannedStep(start, StepKind.Start), .. steps]);
    }
}

/// <param name="Pricing">Null for the price by time.</param>
internal sealed record PlannedClone(int Creator, string Category, decimal BasePrice, object? Pricing);

internal sealed record PlannedSession(int User, int Expert, string Type, bool Demo, int Rating, IReadOnlyList<PlannedStep> Steps)
{
    public int Messages => Steps.Count(step => step.Kind == StepKind.Message);

    public bool IsRated => Steps[^1].Kind == StepKind.Rate;

    /// <summary>From its start to its end without its pauses.</summary>
    public TimeSpan Active()
    {
        var (active, since) = (TimeSpan.Zero, (DateTimeOffset?)null);
        foreach (var step in Steps)
        {
            if (step.Kind is StepKind.Start or StepKind.Resume) since = step.At;
            if (step.Kind is StepKind.Pause or StepKind.End) (active, since) = (active + (step.At - since!.Value), null);
        }

        return active;
    }
}

internal readonly record struct PlannedStep(DateTimeOffset At, StepKind Kind);

internal enum StepKind
{
    Start,
    Message,
    Pause,
    Resume,
    End,
    Rate,
}
