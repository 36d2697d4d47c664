using System.Text;

namespace Providers.Tests.Documents;

/// <summary>Damages a file in ways that a generator of random numbers chooses; the same seed gives the same damage.</summary>
internal static class Mutation
{
    private static readonly string[] Tokens =
    [
        "0", "-1", "99999999999", "<<", ">>", "[", "(", "/Kids", "/Length 1 0 R", "1 0 R", "endobj", "stream", "endstream", "/Filter/LZWDecode",
        "/Prev 0", " Do ", " BI ", " ID ", " q ", " Q ", "/Type/ObjStm", "\0", " obj ", " Tj ", " TJ ", " BDC ", "/Parent", "<w:p>", "</w:p>", "&#0;",
    ];

    public static byte[] Apply(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var left = random.Next(1, 8); left > 0; left--) ApplyOne(bytes, random);
        return [.. bytes];
    }

    private static void ApplyOne(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0) return;
        var at = random.Next(bytes.Count);
        switch (random.Next(8))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)); break;
            case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 300), bytes.Count - at))); break;
            case 4: bytes.InsertRange(at, Token(random)); break;
            case 5: Overwrite(bytes, at, Token(random)); break;
            case 6: ChangeDigits(bytes, at, random); break;
            default: if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
        }
    }

    private static byte[] Token(Random random) => Encoding.Latin1.GetBytes(Tokens[random.Next(Tokens.Length)]);

    private static void Overwrite(List<byte> bytes, int at, byte[] token)
    {
        for (var i = 0; i < token.Length && at + i < bytes.Count; i++) bytes[at + i] = token[i];
    }

    private static void ChangeDigits(List<byte> bytes, int at, Random random)
    {
        for (var i = at; i < Math.Min(bytes.Count, at + 400); i++)
        {
            if (char.IsAsciiDigit((char)bytes[i]) && random.Next(10) == 0) bytes[i] = (byte)('0' + random.Next(10));
        }
    }
}
