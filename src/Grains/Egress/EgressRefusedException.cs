using Grains.Outcomes;

namespace Grains.Egress;

/// <summary>Carries a refusal out of the connecting, where nothing can be returned.</summary>
internal sealed class EgressRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal => refusal;
}
