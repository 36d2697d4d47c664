using System.Globalization;
using System.Numerics;
using Grains.Accounts;
using Grains.Outcomes;

namespace WebFront.Endpoints;

/// <summary>
/// Checks the shape of a request member by member and keeps the first thing that is wrong. What the values mean is the grain's
/// to judge.
/// </summary>
internal sealed class Check
{
    public Refusal? Refusal { get; private set; }

    /// <summary>A text that has to be there; surrounding white space is not part of it. Lengths in UTF-16 units.</summary>
    public string Text(string? value, string field, int min, int max)
    {
        if (value is null) return Fail(field, "The field is required.", "");
        var text = value.Trim();
        if (text.Length < min) return Fail(field, min == 1 ? "The field must not be empty." : $"At least {min} characters are required.", "");
        return text.Length <= max ? text : Fail(field, $"At most {max} characters are allowed.", "");
    }

    /// <summary>A text that may be missing.</summary>
    public string? OptionalText(string? value, string field, int max, int min = 0) =>
        value is null ? null : Text(value, field, min, max);

    /// <summary>A secret: taken as it is, nothing trimmed. Its rules are the grain's.</summary>
    public string Secret(string? value, string field) => value is { Length: > 0 } ? value : Fail(field, "The field is required.", "");

    public EmailAddress Email(string? value, string field)
    {
        if (value is null) return Fail<EmailAddress>(field, "The field is required.", default);
        return EmailAddress.TryParse(value, out var address) ? address : Fail<EmailAddress>(field, "Invalid email format", default);
    }

    /// <summary>One of some words, compared exactly; null where it is missing.</summary>
    public string? OneOf(string? value, string field, params ReadOnlySpan<string> words)
    {
        if (value is null || words.Contains(value)) return value;
        return Fail<string?>(field, $"One of {string.Join(", ", words!)} is required.", null);
    }

    /// <summary>A value that has to be there, of any kind.</summary>
    public T Present<T>(T? value, string field)
        where T : struct => value ?? Fail<T>(field, "The field is required.", default);

    /// <summary>A number within bounds; null stays null.</summary>
    public T? Range<T>(T? value, string field, T min, T max)
        where T : struct, INumber<T>
    {
        if (value is not { } number) return null;
        if (number >= min && number <= max) return number;
        return Fail<T?>(field, string.Create(CultureInfo.InvariantCulture, $"A number from {min} to {max} is required."), null);
    }

    /// <summary>At most so many entries; null stays null.</summary>
    public IReadOnlyList<T>? List<T>(IReadOnlyList<T>? values, string field, int max)
    {
        if (values is null || values.Count <= max) return values;
        return Fail<IReadOnlyList<T>?>(field, $"At most {max} entries are allowed.", null);
    }

    /// <summary>Adds a reason of the caller's own where the condition does not hold.</summary>
    public void That(bool holds, string field, string issue)
    {
        if (!holds) Fail(field, issue, 0);
    }

    private T Fail<T>(string field, string issue, T value)
    {
        Refusal ??= Refusal.Invalid("request.invalid", field, issue);
        return value;
    }
}
