namespace Orleans.Runtime;

/// <summary>The stages of an activation.</summary>
public interface IGrainLifecycle : ILifecycleObservable;

/// <summary>The stages of <see cref="IGrainLifecycle"/>.</summary>
public static class GrainLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>State is read.</summary>
    public const int SetupState = 1000;

    /// <summary>Participants activate; the grain's own OnActivateAsync comes after all stages.</summary>
    public const int Activate = 2000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
