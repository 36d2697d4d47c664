using System.Reflection;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Metadata;

namespace WebFront.Endpoints;

/// <summary>
/// A handler's JSON request. The handler runs only if the body was sound, so <see cref="Value"/> is always there. Members of
/// <typeparamref name="T"/> are nullable, and <see cref="Check"/> says which are needed: so that the refusal names the field.
/// </summary>
internal sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly Outcome<T> read;

    private Body(Outcome<T> read) => this.read = read;

    public Refusal? Refusal => read.Refusal;

    public T Value => read.Value ?? throw new InvalidOperationException("The body was refused.");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await Body.ReadAsync<T>(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
