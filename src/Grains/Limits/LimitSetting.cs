namespace Grains.Limits;

/// <param name="Permits">1 to 1,000,000.</param>
/// <param name="Window">One second to one day; of no meaning where the limit is of things held at once.</param>
internal sealed record LimitSetting(int Permits, TimeSpan Window);
