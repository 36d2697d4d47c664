namespace Orleans.Runtime.Activations;

/// <summary>
/// Whether a rush has left more workers than are needed: a PID controller that wants no request to wait, with the gains of Orleans'
/// own (https://www.ledjonbehluli.com/posts/orleans_adaptive_stateless_worker/). Where nothing ever waited there is no surplus.
/// </summary>
internal struct SurplusControl
{
    private const double Proportional = 0.433;
    private const double Integral = 0.468;
    private const double Derivative = 0.480;

    private double last;
    private double sum;
    private int cycles;

    /// <summary>Called once an inspection with the requests that wait for a worker on average; true if one worker may end.</summary>
    public bool IsFound(double waiting, int cyclesNeeded)
    {
        var error = -waiting;
        sum += error;
        var signal = (Proportional * error) + (Integral * sum) + (Derivative * (error - last));
        last = error;
        cycles = signal < 0 ? cycles + 1 : 0;
        return cycles >= Math.Max(cyclesNeeded, 1);
    }

    /// <summary>One of the idle workers ends: what is remembered of the rush shrinks with them, and is gone with the last.</summary>
    public void OnRemoved(int idle)
    {
        sum *= (double)(idle - 1) / idle;
        cycles = 0;
    }
}
