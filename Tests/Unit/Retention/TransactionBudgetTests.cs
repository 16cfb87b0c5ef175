using ConnectionsConsole.Infrastructure.Retention;
using ConnectionsConsole.Tests.Unit.Secrets;

namespace ConnectionsConsole.Tests.Unit.Retention;

public sealed class TransactionBudgetTests
{
    [Fact]
    public void Learn_FromQuickTransactions_TakesMoreUpToALimit()
    {
        var budget = new TransactionBudget(new ManualTime());
        var first = budget.Rows;
        budget.Learn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first * 2, budget.Rows);
        for (var i = 0; i < 20; i++)
        {
            budget.Learn(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(500, budget.Rows);
    }

    [Fact]
    public void Learn_FromSlowTransactions_TakesFewerDownToOne()
    {
        var budget = new TransactionBudget(new ManualTime());
        for (var i = 0; i < 20; i++)
        {
            budget.Learn(TimeSpan.FromMilliseconds(40));
        }

        Assert.Equal((1, TimeSpan.FromMilliseconds(40)), (budget.Rows, budget.Longest));
    }

    [Fact]
    public void Learn_FromTransactionsAsLongAsTheyMayBe_StaysAsItIs()
    {
        var budget = new TransactionBudget(new ManualTime());
        var before = budget.Rows;
        budget.Learn(TimeSpan.FromMilliseconds(15));
        Assert.Equal(before, budget.Rows);
    }
}
