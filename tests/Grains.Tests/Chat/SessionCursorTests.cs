using Grains.Chat;

namespace Grains.Tests.Chat;

public sealed class SessionCursorTests
{
    private static readonly Guid Answer = Guid.NewGuid();

    // Found by the simulation (seed 224267): told under the epoch that had stored it, the beginning was dropped by a watcher that came back under
    // the next one with its offset, and only the rest was told again.
    [Fact]
    public void A_stored_part_of_the_running_answer_is_of_the_epoch_that_writes_on_from_it()
    {
        var cursor = new SessionCursor(after: 0, offset: 0);
        var part = new AnswerPart(1, Answer, 0, "The beginning of the answer.") { Seq = 3, Epoch = 2 };

        var frame = Assert.IsType<AnswerDelta>(cursor.Take(part, Running(), epoch: 3));

        Assert.Equal((3L, 0, "The beginning of the answer."), (frame.Epoch, frame.Offset, frame.Text));
    }

    [Fact]
    public void Who_came_back_with_the_part_is_told_nothing_twice()
    {
        var cursor = new SessionCursor(after: 2, offset: 4);
        var part = new AnswerPart(1, Answer, 0, "The beginning") { Seq = 3, Epoch = 2 };

        var frame = Assert.IsType<AnswerDelta>(cursor.Take(part, Running(), epoch: 3));

        Assert.Equal((4, "beginning"), (frame.Offset, frame.Text));
    }

    private static ChatSessionState Running() =>
        ChatSessionState.Empty with { OpenTurns = [new OpenTurn(1, Guid.NewGuid(), Answer, "How?", 0, AcceptedSeq: 2, "The beginning of the answer.")] };
}
