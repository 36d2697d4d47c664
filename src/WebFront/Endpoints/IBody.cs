using Grains.Outcomes;

namespace WebFront.Endpoints;

/// <summary>What <see cref="BodyFilter"/> needs to know of a <see cref="Body{T}"/>.</summary>
internal interface IBody
{
    Refusal? Refusal { get; }
}
