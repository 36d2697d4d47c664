using Grains.Clones;

namespace Grains.Tests.Clones;

public sealed class CategoryCatalogTests
{
    [Theory]
    [InlineData("Life & Coaching", "life-coaching")]
    [InlineData("life-coaching", "life-coaching")]
    [InlineData("  Über uns! ", "über-uns")]
    [InlineData("!!!", "other")]
    public void An_id_is_the_name_in_lower_case_with_dashes(string name, string id) => Assert.Equal(id, CategoryCatalog.Id(name));

    [Theory]
    [InlineData("LIFE & COACHING", "Life & Coaching")]
    [InlineData("life-coaching", "Life & Coaching")]
    [InlineData(" My own ", "My own")]
    public void A_known_category_is_written_in_one_way(string given, string name) => Assert.Equal(name, CategoryCatalog.Name(given));
}
