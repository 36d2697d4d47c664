using Grains.Accounts;
using Grains.Testing;

namespace Grains.Tests.Accounts;

public sealed class ImageHeaderTests
{
    public static TheoryData<byte[], string> Pictures { get; } = new()
    {
        { TestImages.Png(640, 480), "image/png" },
        { TestImages.Jpeg(640, 480), "image/jpeg" },
        { TestImages.WebPLossy(640, 480), "image/webp" },
        { TestImages.WebPLossless(640, 480), "image/webp" },
        { TestImages.WebPExtended(640, 480), "image/webp" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_says_what_it_is_and_how_large(byte[] file, string type) =>
        Assert.Equal(new ImageHeader(type, 640, 480), ImageHeader.Read(file));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void One_that_breaks_off_anywhere_is_none_or_the_same(byte[] file, string type)
    {
        for (var length = 0; length < file.Length; length++)
            Assert.Contains(ImageHeader.Read(file.AsSpan(0, length)), new ImageHeader?[] { null, new ImageHeader(type, 640, 480) });
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void One_with_a_byte_changed_fails_at_nothing(byte[] file, string type)
    {
        Assert.NotEmpty(type);
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var value in (byte[])[0x00, 0x7F, 0x80, 0xFF])
            {
                var changed = file.ToArray();
                changed[at] = value;
                if (ImageHeader.Read(changed) is { } image) Assert.True(image is { Width: > 0, Height: > 0 });
            }
        }
    }

    [Theory]
    [InlineData("GIF89a and so on, longer than any header")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("RIFF....WAVEfmt and so on, longer than it")]
    [InlineData("")]
    public void Other_files_are_no_pictures(string text) => Assert.Null(ImageHeader.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_picture_of_no_size_is_none()
    {
        Assert.Null(ImageHeader.Read(TestImages.Png(0, 10)));
        Assert.Null(ImageHeader.Read(TestImages.Png(10, -1)));
        Assert.Null(ImageHeader.Read(TestImages.Jpeg(0, 10)));
    }
}
