namespace Orleans;

/// <summary>The stages in which a process starts.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime itself.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Its services.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Reminders.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>The application's own services.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>Grain calls are taken.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>Everything runs.</summary>
    public const int Active = 20000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
