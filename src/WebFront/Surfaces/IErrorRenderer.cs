using Grains.Outcomes;

namespace WebFront.Surfaces;

/// <summary>Writes an error's body in a surface's shape. Status and headers are set already.</summary>
internal interface IErrorRenderer
{
    Task WriteAsync(HttpContext context, int status, Refusal refusal);
}
