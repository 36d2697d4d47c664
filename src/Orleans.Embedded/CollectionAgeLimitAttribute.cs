using System.Globalization;

namespace Orleans;

/// <summary>How long an activation of this class may be idle before it is collected; at least <see cref="MinAgeLimit"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
#pragma warning disable CA1813 // Orleans leaves it open
public class CollectionAgeLimitAttribute : Attribute
#pragma warning restore CA1813
{
    /// <summary>The least limit.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? given;

    /// <summary>A limit by <see cref="Days"/>, <see cref="Hours"/>, <see cref="Minutes"/> or <see cref="AlwaysActive"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>A limit as <see cref="TimeSpan"/> text; it is taken as it is.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        given = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days, added to the other parts.</summary>
    public double Days { get; set; }

    /// <summary>Hours, added to the other parts.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes, added to the other parts.</summary>
    public double Minutes { get; set; }

    /// <summary>Never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (given is { } limit)
                return limit;
            if (AlwaysActive)
                return TimeSpan.FromDays(short.MaxValue);
            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}
