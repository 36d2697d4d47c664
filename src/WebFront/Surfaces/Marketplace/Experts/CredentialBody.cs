using Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>A degree or certificate, as requests and answers show it.</summary>
internal sealed record CredentialBody(string? Title, string? Institution, int? Year)
{
    public static CredentialBody From(Credential credential) => new(credential.Title, credential.Institution, credential.Year);
}
