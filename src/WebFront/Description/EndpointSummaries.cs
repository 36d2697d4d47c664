using System.Collections.Frozen;
using System.Reflection;
using System.Xml.Linq;

namespace WebFront.Description;

/// <summary>The summaries of endpoint classes, from the documentation that the compiler leaves beside the program.</summary>
internal static class EndpointSummaries
{
    private static readonly FrozenDictionary<string, string> ByType = Load();

    /// <summary>What it does, without the method and path that it begins with; null where nothing is said.</summary>
    public static string? Of(Type endpoint)
    {
        if (!ByType.TryGetValue(endpoint.FullName!, out var text)) return null;
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var said = colon > 0 && text[..colon].Contains('/', StringComparison.Ordinal) ? text[(colon + 2)..] : text;
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    private static FrozenDictionary<string, string> Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name + ".xml");
        if (!File.Exists(file)) return FrozenDictionary<string, string>.Empty;

        var members =
            from member in XDocument.Load(file).Descendants("member")
            let name = member.Attribute("name")!.Value
            let summary = member.Element("summary")
            where name.StartsWith("T:", StringComparison.Ordinal) && summary is not null
            select KeyValuePair.Create(name[2..], string.Join(' ', TextOf(summary).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return members.Where(static pair => pair.Value.Length > 0).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TextOf(XElement element) => string.Concat(element.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } reference => reference.Attributes().First().Value.Split('.')[^1],
        XElement inner => $"`{TextOf(inner)}`",
        _ => "",
    }));
}
