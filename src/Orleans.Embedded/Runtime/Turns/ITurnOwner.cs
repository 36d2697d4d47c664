namespace Orleans.Runtime.Turns;

/// <summary>Whose turns a <see cref="TurnQueue"/> runs.</summary>
internal interface ITurnOwner
{
    /// <summary>What <see cref="RuntimeContext.Current"/> is during a turn.</summary>
    IGrainContext? Context { get; }

    /// <summary>Takes what requests may be taken.</summary>
    void Pump();
}
