using System.Globalization;
using System.Text;

namespace Grains.Knowledge.Web;

/// <summary>A site's robots.txt as RFC 9309 reads it, for one crawler's name.</summary>
internal sealed class RobotsRules
{
    /// <summary>What RFC 9309 asks a crawler to read at least, in bytes.</summary>
    public const int MaxBytes = 500 * 1024;

    private const int MaxRules = 5_000;

    private readonly List<(string Pattern, bool Allows)> rules = [];

    private RobotsRules()
    {
    }

    public static RobotsRules AllowAll { get; } = new();

    /// <summary>What the site asks to wait between requests (a common extension); null where it does not.</summary>
    public TimeSpan? Delay { get; private set; }

    /// <param name="name">The crawler's product token. Groups that name it count, all of them together; those for * only where none does.</param>
    public static RobotsRules Parse(string text, string name)
    {
        var named = new RobotsRules();
        var general = new RobotsRules();
        var hasName = false;
        var (forName, forAll, inRules) = (false, false, true);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n', '\r'))
        {
            if (Split(line) is not var (key, value)) continue;
            if (key == "user-agent")
            {
                // Consecutive names share the rules that follow.
                if (inRules) (forName, forAll, inRules) = (false, false, false);
                forName |= TokenOf(value).Equals(name, StringComparison.OrdinalIgnoreCase);
                forAll |= value == "*";
                hasName |= forName;
                continue;
            }

            if (key is not ("allow" or "disallow" or "crawl-delay")) continue;
            inRules = true;
            if (forName) named.Add(key, value);
            if (forAll) general.Add(key, value);
        }

        return hasName ? named : general;
    }

    /// <summary>The longest matching rule decides, allowing before forbidding; what no rule names is allowed.</summary>
    public bool Allows(Uri url)
    {
        var path = Normalize(url.PathAndQuery);
        if (path == "/robots.txt") return true;

        var (longest, allowed) = (-1, true);
        foreach (var (pattern, allows) in rules)
        {
            if (pattern.Length < longest || (pattern.Length == longest && !allows) || !Matches(path, pattern)) continue;
            (longest, allowed) = (pattern.Length, allows);
        }

        return allowed;
    }

    private static (string Key, string Value)? Split(string line)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var rule = comment < 0 ? line : line[..comment];
        var colon = rule.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (rule[..colon].Trim().ToLowerInvariant(), rule[(colon + 1)..].Trim());
    }

    /// <summary>A name ends where RFC 9309's characters do: a version after it is passed over.</summary>
    private static string TokenOf(string value) => new([.. value.TakeWhile(static c => char.IsAsciiLetter(c) || c is '-' or '_')]);

    private void Add(string key, string value)
    {
        if (key == "crawl-delay")
        {
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400)
                Delay = TimeSpan.FromSeconds(seconds);
        }
        else if (value.Length > 0 && rules.Count < MaxRules)
        {
            rules.Add((Normalize(value), key == "allow"));
        }
    }

    /// <summary>Escapes are written in capitals, what needs none is written plainly, and what is not ASCII is escaped.</summary>
    private static string Normalize(string path)
    {
        var normal = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '%' && at + 2 < path.Length && byte.TryParse(path.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, null, out var octet))
            {
                var plain = (char)octet;
                if (char.IsAsciiLetterOrDigit(plain) || plain is '-' or '.' or '_' or '~') normal.Append(plain);
                else normal.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                at += 2;
            }
            else if (path[at] < 128)
            {
                normal.Append(path[at]);
            }
            else
            {
                var length = char.IsHighSurrogate(path[at]) && at + 1 < path.Length ? 2 : 1;
                foreach (var part in Encoding.UTF8.GetBytes(path, at, length))
                    normal.Append('%').Append(part.ToString("X2", CultureInfo.InvariantCulture));
                at += length - 1;
            }
        }

        return normal.ToString();
    }

    /// <summary>* stands for anything, $ at the end for the end. In time of at most path times pattern.</summary>
    private static bool Matches(string path, string pattern)
    {
        var toEnd = pattern.EndsWith('$');
        var wanted = toEnd ? pattern.AsSpan(0, pattern.Length - 1) : pattern.AsSpan();
        var (at, next, star, resume) = (0, 0, -1, 0);
        while (true)
        {
            if (next == wanted.Length && (!toEnd || at == path.Length)) return true;
            if (next < wanted.Length && wanted[next] == '*')
            {
                (star, resume) = (next++, at);
            }
            else if (next < wanted.Length && at < path.Length && wanted[next] == path[at])
            {
                next++;
                at++;
            }
            else if (star >= 0 && resume < path.Length)
            {
                (next, at) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }
    }
}
